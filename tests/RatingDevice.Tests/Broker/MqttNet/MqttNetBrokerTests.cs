using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Broker.MqttNet;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Broker.MqttNet;

public sealed class MqttNetAccessMatrixTests : AccessMatrixTests
{
    private protected override async Task<IRealBroker> StartAsync(params string[] devices) =>
        await InProcessBroker.StartAsync(devices);
}

public sealed class MqttNetBrokerTests : BrokerContract
{
    [Fact]
    public async Task A_packet_that_announces_too_much_ends_the_connection_before_any_password()
    {
        await using var real = await InProcessBroker.StartAsync("d-1");
        using var client = new TcpClient();
        await client.ConnectAsync(real.Endpoint.Host, real.Endpoint.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(new byte[] { 0x10, 0xFF, 0xFF, 0xFF, 0x7F }); // CONNECT, 256 MiB
        Assert.Equal(0, await EndAsync(stream));
        await using var device = await real.ConnectAsync("d-1", _ => { });
    }

    [Fact]
    public async Task A_message_over_the_limit_is_not_passed_on()
    {
        await using var real = await InProcessBroker.StartAsync("d-1");
        string? lost = null;
        var heard = 0;
        await using var collector = await real.ConnectCollectorAsync(_ => heard++);
        await collector.SubscribeAsync([$"{Topic.Prefix}#"], default);
        await using var device = await real.ConnectAsync("d-1", _ => { }, why => lost = why);
        device.Publish("rating/v1/o-1/d-1/journal", new byte[200 * 1024], retain: false);
        await Eventually.IsTrueAsync(() => lost is not null, "the connection ends");
        Assert.Equal(0, heard);
    }

    [Fact]
    public async Task One_connection_too_many_is_closed_and_the_others_stay()
    {
        var limits = new MqttNetLimits { MostConnections = 1 };
        await using var real = await InProcessBroker.StartAsync(limits, "d-1");
        string? lost = null;
        await using var first = await real.ConnectAsync("d-1", _ => { }, why => lost = why);
        using var second = new TcpClient();
        await second.ConnectAsync(real.Endpoint.Host, real.Endpoint.Port);
        Assert.Equal(0, await EndAsync(second.GetStream()));
        Assert.Null(lost);
    }

    [Fact]
    public async Task What_a_slow_reader_has_no_room_for_is_counted()
    {
        await using var real = await InProcessBroker.StartAsync(new MqttNetLimits { MostQueued = 2 }, "d-1");
        using var reading = new SemaphoreSlim(0);
        await using var collector = await real.ConnectCollectorAsync(_ => reading.Wait());
        await collector.SubscribeAsync([$"{Topic.Prefix}#"], default);
        await using var device = await real.ConnectAsync("d-1", _ => { });
        for (var i = 0; i < 200; i++) device.Publish("rating/v1/o-1/d-1/journal", new byte[60_000], false);
        await Eventually.IsTrueAsync(() => real.Broker.Counters!.Dropped > 0, "what did not fit is counted");
        reading.Release(1000);
    }

    [Fact]
    public async Task A_device_cannot_fill_the_memory_with_kept_messages()
    {
        await using var real = await InProcessBroker.StartAsync("d-1");
        var heard = new ConcurrentQueue<string>();
        await using var collector = await real.ConnectCollectorAsync(
            m => heard.Enqueue(Encoding.UTF8.GetString(m.Payload.Span)));
        await collector.SubscribeAsync([Topic.Filter(TopicKind.Journal)], default);
        await using var device = await real.ConnectAsync("d-1", _ => { });
        for (var i = 0; i < 100; i++) device.Publish($"rating/v1/o-{i}/d-1/status", "kept"u8, retain: true);
        device.Publish("rating/v1/o-1/d-1/journal", "all sent"u8, retain: false);
        await Eventually.IsTrueAsync(() => heard.Contains("all sent"), "the broker has read all of them");

        await collector.SubscribeAsync([Topic.Filter(TopicKind.Status)], default);
        device.Publish("rating/v1/o-1/d-1/journal", "end"u8, retain: false);
        await Eventually.IsTrueAsync(() => heard.Contains("end"), "what was kept has come before");
        Assert.Equal(RetainedQuota.Most, heard.Count(text => text == "kept"));
    }

    private protected override async Task<IRealBroker> StartAsync(params string[] devices) =>
        await InProcessBroker.StartAsync(devices);

    private protected override IBroker Another(IRealBroker real, int port, string directorySuffix)
    {
        var first = (InProcessBroker)real;
        var directory = first.Settings.Directory + directorySuffix;
        return first.New(first.Settings with { Port = port, Directory = directory });
    }

    private static async Task<int> EndAsync(NetworkStream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException)
        {
            return 0; // reset rather than closed: the end too
        }
    }
}
