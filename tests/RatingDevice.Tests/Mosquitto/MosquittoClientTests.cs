using RatingDevice.Mosquitto;
using RatingDevice.Tests.Broker;

namespace RatingDevice.Tests.Mosquitto;

/// <summary>The binding where it could end the process, hang, or hold memory.</summary>
public sealed class MosquittoClientTests
{
    private const string Ack = "rating/v1/o-1/d-1/ack", Journal = "rating/v1/o-1/d-1/journal";

    [Fact]
    public async Task A_handler_that_throws_ends_the_connection_with_its_message_and_not_the_process()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        string? lost = null;
        await using var device = await real.ConnectAsync(
            "d-1", _ => throw new InvalidOperationException("no room on the table"), why => lost = why);
        await device.SubscribeAsync([Ack], default);
        await using var collector = await Collector(real, _ => { });
        collector.Publish(Ack, "a"u8, retain: false);
        await Eventually.IsTrueAsync(() => lost is not null, "the loss is told");
        Assert.Contains("no room on the table", lost);
        Assert.False(device.IsConnected);
    }

    [Fact]
    public async Task No_handler_runs_after_dispose()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        await using var collector = await Collector(real, _ => { });
        var (heard, disposed, late) = (0, false, 0);
        var device = await real.ConnectAsync("d-1", _ =>
        {
            Interlocked.Increment(ref heard);
            if (Volatile.Read(ref disposed)) Interlocked.Increment(ref late);
        });
        await device.SubscribeAsync([Ack], default);
        for (var i = 0; i < 500; i++) collector.Publish(Ack, "a"u8, retain: false);
        await Eventually.IsTrueAsync(() => Volatile.Read(ref heard) > 0, "messages come");
        await device.DisposeAsync();
        Volatile.Write(ref disposed, true);
        await device.DisposeAsync();
        await using var again = await real.ConnectAsync("d-1", _ => { });
        Assert.Equal(0, late);
        Assert.Throws<MosquittoException>(() => device.Publish(Journal, "b"u8, retain: false));
    }

    [Fact]
    public async Task A_handler_may_dispose_its_own_client()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        MosquittoClient? device = null;
        Task? disposing = null;
        device = await real.ConnectAsync("d-1", _ => disposing ??= device!.DisposeAsync().AsTask());
        await device.SubscribeAsync([Ack], default);
        await using var collector = await Collector(real, _ => { });
        collector.Publish(Ack, "a"u8, retain: false);
        await Eventually.IsTrueAsync(() => disposing is { IsCompletedSuccessfully: true }, "it is disposed");
    }

    [Fact]
    public async Task A_message_over_the_limit_does_not_come_and_the_connection_goes_on()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        var heard = new List<int>();
        await using var device = await real.ConnectAsync("d-1", m =>
        {
            lock (heard) heard.Add(m.Payload.Length);
        });
        await device.SubscribeAsync([Ack], default);
        await using var collector = await Collector(real, _ => { });
        var whole = real.Options.MostMessageBytes; // the payload fits into a packet, but not with its head
        collector.Publish(Ack, new byte[whole - 10], retain: false);
        collector.Publish(Ack, new byte[100], retain: false);
        await Eventually.IsTrueAsync(() => heard.Count > 0, "the small one comes");
        Assert.Equal([100], heard);
        Assert.True(device.IsConnected);
    }

    [Fact]
    public async Task More_waiting_messages_than_the_limit_are_refused_at_the_call()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        await using var device = await MosquittoClient.ConnectAsync(
            Device(real) with { MostOutgoing = 5 },
            new MosquittoHandlers { Received = _ => { }, Lost = _ => { } },
            default);
        var e = Assert.Throws<MosquittoException>(() =>
        {
            for (var i = 0; i < 10_000; i++) device.Publish(Journal, new byte[30_000], retain: false);
        });
        Assert.Contains("5 messages wait", e.Message);
    }

    [Fact]
    public async Task What_the_access_list_forbids_is_told()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        string? told = null;
        await using var device = await MosquittoClient.ConnectAsync(
            Device(real),
            new MosquittoHandlers { Received = _ => { }, Lost = _ => { }, NotTaken = why => told = why },
            default);
        device.Publish(Ack, "not mine to say"u8, retain: false);
        await Eventually.IsTrueAsync(() => told is not null, "the refusal is told");
        Assert.Contains("authorized", told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_with_several_addresses_is_tried_to_the_one_that_answers()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        await using var device = await MosquittoClient.ConnectAsync(
            Device(real) with { Host = "localhost" },
            new MosquittoHandlers { Received = _ => { }, Lost = _ => { } },
            default);
        Assert.True(device.IsConnected);
    }

    private static MosquittoOptions Device(RealBroker real) => new()
    {
        Host = real.Endpoint.Host,
        Port = real.Endpoint.Port,
        ClientId = "d-1",
        User = "d-1",
        Password = real.Credentials.Secret(DeviceId.Parse("d-1")),
        Time = TimeProvider.System,
    };

    private static Task<MosquittoClient> Collector(RealBroker real, Action<MosquittoMessage> received) =>
        real.ConnectAsync(real.Endpoint.User, real.Endpoint.Password, real.Endpoint.User, received);
}
