using RatingDevice.Collector.Ingest;
using RatingDevice.Firmware.Link;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Link;

/// <summary>
/// A broker with a device's side and a collector's side, fake or real, for the contracts of both.
/// </summary>
internal interface ILinkRig : IAsyncDisposable
{
    BrokerAddress Address { get; }

    /// <summary>An address where something listens and says nothing.</summary>
    BrokerAddress Silent { get; }

    string Password { get; }

    ILink NewLink(int capacity = 64);

    /// <summary>An intake that has begun to connect.</summary>
    IIntake NewIntake(int capacity = 1024);

    /// <summary>The cable between link and broker breaks.</summary>
    void Cut();

    /// <summary>kill -9 of the broker; it stays down for a moment at least.</summary>
    void Kill();

    /// <summary>The broker is back, on the same address, and empty.</summary>
    Task BackAsync();
}

/// <summary>The one device of the contracts.</summary>
internal static class Rig
{
    public static readonly OutletId Outlet = OutletId.Parse("o-1");

    public static readonly DeviceId Device = DeviceId.Parse("d-1");

    public static Topic On(TopicKind kind) => new(Outlet, Device, kind);

    public static LinkLogin Login(this ILinkRig rig, string will = "gone") =>
        new(Outlet, Device, rig.Password, Bytes(will));

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);

    /// <summary>A link that is connected.</summary>
    public static async Task<ILink> ConnectedAsync(this ILinkRig rig, int capacity = 64)
    {
        var link = rig.NewLink(capacity);
        await link.ConnectAsync(rig.Address, rig.Login(), default);
        return link;
    }

    /// <summary>An intake that is connected.</summary>
    public static async Task<IIntake> ListeningAsync(this ILinkRig rig, int capacity = 1024)
    {
        var intake = rig.NewIntake(capacity);
        await Eventually.IsTrueAsync(() => intake.Connected, "the intake connects");
        return intake;
    }

    public static Task PublishAsync(this ILink link, TopicKind kind, string text, bool retain = false) =>
        link.PublishAsync(On(kind), Bytes(text), retain, default);

    public static void Publish(this IIntake intake, TopicKind kind, string text) =>
        intake.Publish(On(kind), Bytes(text), retain: false);

    public static async Task<string> NextTextAsync(this ILink link, string what) =>
        await Eventually.NextAsync(link.Events, what) switch
        {
            LinkMessage message => Text(message.Payload),
            LinkLost => "(lost)",
            var other => other.ToString(),
        };

    public static async Task<string> NextTextAsync(this IIntake intake, string what)
    {
        var message = await Eventually.NextAsync(intake.Messages, what);
        var kind = message.Topic.Split('/')[^1];
        return $"{kind}{(message.Retained ? " kept" : "")}: {Text(message.Payload)}";
    }
}
