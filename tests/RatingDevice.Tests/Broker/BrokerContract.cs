using RatingDevice.Collector.Broker;
using RatingDevice.Mosquitto;

namespace RatingDevice.Tests.Broker;

/// <summary>What the collector relies on, whatever its own broker is made of.</summary>
public abstract class BrokerContract
{
    [Fact]
    public async Task A_new_device_gets_in_and_one_left_out_is_cut_off()
    {
        await using var real = await StartAsync("d-1");
        string? lost = null;
        await using var first = await real.ConnectAsync("d-1", _ => { }, why => lost = why);

        await real.Broker.AllowAsync([DeviceId.Parse("d-2")], [], default);

        await Eventually.IsTrueAsync(() => lost is not null, "the device left out is cut off");
        await using var second = await real.ConnectAsync("d-2", _ => { });
        var refusal = await Assert.ThrowsAsync<MosquittoException>(() => real.ConnectAsync("d-1", _ => { }));
        Assert.Contains("Not authorized", refusal.Message);
    }

    [Fact]
    public async Task A_device_that_stays_on_the_list_keeps_its_connection()
    {
        await using var real = await StartAsync("d-1");
        string? lost = null;
        var heard = new TaskCompletionSource();
        await using var device = await real.ConnectAsync("d-1", _ => heard.TrySetResult(), why => lost = why);
        await device.SubscribeAsync(["rating/v1/o-1/d-1/ack"], default);

        await real.Broker.AllowAsync([DeviceId.Parse("d-2"), DeviceId.Parse("d-1")], [], default);

        await using var collector = await real.ConnectCollectorAsync(_ => { });
        collector.Publish("rating/v1/o-1/d-1/ack", "still here"u8, retain: false);
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Null(lost);
    }

    [Fact]
    public async Task A_replaced_secret_lets_in_only_who_has_the_new_one()
    {
        await using var real = await StartAsync("d-1");
        var device = DeviceId.Parse("d-1");
        var old = real.Credentials.Secret(device);
        File.Delete(real.Credentials.PathOf(device));
        await real.Broker.AllowAsync([device], [], default);
        await Assert.ThrowsAsync<MosquittoException>(() => real.ConnectAsync("d-1", old, "d-1", _ => { }));
        await using var again = await real.ConnectAsync("d-1", _ => { });
    }

    [Fact]
    public async Task A_chosen_port_is_chosen_again_at_the_next_start()
    {
        await using var real = await StartAsync();
        await real.Broker.DisposeAsync();
        await using var next = Another(real, 0, "");
        Assert.Equal(real.Endpoint.Port, (await next.StartAsync(default)).Port);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_what_to_do()
    {
        await using var real = await StartAsync();
        await using var second = Another(real, real.Endpoint.Port, "-2");
        var e = await Assert.ThrowsAsync<BrokerException>(() => second.StartAsync(default));
        Assert.Contains($"{real.Endpoint.Port}", e.Message);
        Assert.Contains("broker:port", e.Message);
    }

    private protected abstract Task<IRealBroker> StartAsync(params string[] devices);

    /// <summary>A second one of the same kind, in the first one's directory or beside it.</summary>
    private protected abstract IBroker Another(IRealBroker real, int port, string directorySuffix);
}

public sealed class MosquittoBrokerTests : BrokerContract
{
    private protected override async Task<IRealBroker> StartAsync(params string[] devices) =>
        await RealBroker.StartAsync(devices);

    private protected override IBroker Another(IRealBroker real, int port, string directorySuffix)
    {
        var first = ((RealBroker)real).Options;
        return RealBroker.New(first with { Port = port, Directory = first.Directory + directorySuffix });
    }
}
