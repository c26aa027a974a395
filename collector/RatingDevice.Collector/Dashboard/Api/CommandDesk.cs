using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>
/// Writes commands for devices. A command is never retained and soon too old: a late one does harm.
/// </summary>
/// <param name="random">For ids; only used here.</param>
internal sealed class CommandDesk(IIntake intake, Random random, TimeProvider time)
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();

    /// <summary>Sends a command; null when it was handed to the broker.</summary>
    public Problem? Send(Post post, DeviceState state, CommandVerb verb, CommandBody body, out CommandId id)
    {
        id = default;
        if (Check(verb, body, out var service, out var teller) is { } refusal) return refusal;
        if (state != DeviceState.Connected)
            return Problem.Of(409, $"device {post.Device} is {Shapes.Kebab(state)}, not connected",
                "Look at the device and its network; the command was not sent and will not be later");
        if (!intake.Connected)
            return Problem.Of(503, "the broker is away",
                "Try again in a few seconds; the command was not sent");
        id = NewId();
        var command = new Command
        {
            V = Limits.Version,
            Id = id,
            At = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()),
            Ttl = TimeToLive,
            Do = verb,
            Service = service,
            Teller = teller,
        };
        intake.Publish(
            new Topic(post.Outlet, post.Device, TopicKind.Command), WireText.Write(command), retain: false);
        return null;
    }

    private static Problem? Check(CommandVerb verb, CommandBody body, out ServiceId? service,
        out TellerId? teller)
    {
        (service, teller) = (null, null);
        if (body.Service is not null && verb != CommandVerb.Invite)
            return Problem.Of(400, $"{Shapes.Kebab(verb)} takes no service", "Leave service out");
        var named = verb is CommandVerb.SignOn or CommandVerb.Release;
        if (body.Teller is not null && !named)
            return Problem.Of(400, $"{Shapes.Kebab(verb)} takes no teller", "Leave teller out");
        if (body.Teller is null && named)
            return Problem.Of(400, $"{Shapes.Kebab(verb)} names no teller", "Send {\"teller\":\"1001\"}");
        return Id(body.Service, "service", out service) ?? Id(body.Teller, "teller", out teller);
    }

    private static Problem? Id<TKind>(string? text, string field, out Id<TKind>? id)
        where TKind : IIdKind
    {
        id = null;
        if (text is null) return null;
        if (!Wire.Id<TKind>.TryParse(text, out var read))
            return Problem.Of(400, $"{field} '{Problem.Short(text)}' is not an id",
                $"Write 1 to {Wire.Id<TKind>.MaxLength} of a-z, 0-9 and '-', in quotation marks");
        id = read;
        return null;
    }

    private CommandId NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_gate) random.NextBytes(bytes);
        return CommandId.Parse(Convert.ToHexStringLower(bytes));
    }
}
