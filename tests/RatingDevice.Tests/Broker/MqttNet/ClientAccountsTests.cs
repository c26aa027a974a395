using RatingDevice.Collector.Broker.MqttNet;
using RatingDevice.Mosquitto;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Broker.MqttNet;

/// <summary>What MQTTnet's server would hoard for a client without an end has one, and is counted.</summary>
public sealed class ClientAccountsTests
{
    private const string Ack = "rating/v1/o-1/d-1/ack";

    [Fact]
    public async Task A_device_that_acknowledges_nothing_gets_so_many_messages_and_no_more_until_it_does()
    {
        var limits = new MqttNetLimits { MostUnacknowledged = 3 };
        await using var real = await InProcessBroker.StartAsync(limits, "d-1");
        using var device = await RawClient.ConnectAsync(real, "d-1");
        await device.SubscribeAsync(Ack);
        await using var collector = await real.ConnectCollectorAsync(_ => { });
        ushort last = 0;
        for (var i = 0; i < 3; i++)
        {
            collector.Publish(Ack, "taken"u8, retain: false);
            last = await device.HearAsync();
        }

        for (var i = 0; i < 5; i++) collector.Publish(Ack, "dropped"u8, retain: false);
        await Eventually.IsTrueAsync(() => real.Broker.Counters!.Dropped == 5, "five are over the limit");
        Assert.Equal("d-1", real.Broker.Counters!.Behind);

        await device.AcknowledgeAsync(last);
        var heard = device.HearAsync();
        await Eventually.IsTrueAsync(
            () =>
            {
                if (!heard.IsCompleted) collector.Publish(Ack, "again"u8, retain: false);
                return heard.IsCompleted;
            },
            "there is room for one again");
        await heard;
    }

    [Fact]
    public async Task A_device_that_acknowledges_gets_any_number()
    {
        var limits = new MqttNetLimits { MostUnacknowledged = 3 };
        await using var real = await InProcessBroker.StartAsync(limits, "d-1");
        using var device = await RawClient.ConnectAsync(real, "d-1");
        await device.SubscribeAsync(Ack);
        await using var collector = await real.ConnectCollectorAsync(_ => { });
        for (var i = 0; i < 20; i++)
        {
            var before = real.Broker.Counters!.Dropped;
            collector.Publish(Ack, "taken"u8, retain: false);
            var id = await device.HearAsync();
            await device.AcknowledgeAsync(id);
            await device.PingAsync(1); // answered after the acknowledgement was read
            await device.AnsweredAsync();
            Assert.Equal(before, real.Broker.Counters!.Dropped);
        }
    }

    [Fact]
    public async Task A_device_that_asks_and_does_not_read_is_cut_off_and_counted()
    {
        var limits = new MqttNetLimits { MostUnread = 10 };
        await using var real = await InProcessBroker.StartAsync(limits, "d-1", "d-2");
        using var device = await RawClient.ConnectAsync(real, "d-1");
        await using var other = await real.ConnectAsync("d-2", _ => { });
        await Eventually.IsTrueAsync(
            () =>
            {
                try
                {
                    device.PingAsync(10_000).Wait();
                }
                catch (AggregateException e) when (e.InnerException is IOException)
                {
                    // cut off already
                }

                return real.Broker.Counters!.CutOff > 0;
            },
            "it is cut off");
        await device.UntilClosedAsync();
        Assert.True(other.IsConnected);
    }

    [Fact]
    public async Task A_device_that_names_a_topic_by_an_alias_is_cut_off()
    {
        await using var real = await InProcessBroker.StartAsync("d-1");
        using var device = await RawClient.ConnectAsync(real, "d-1");
        await device.PublishByAliasAsync("rating/v1/o-1/d-1/journal");
        await device.UntilClosedAsync();
        Assert.Equal(1, real.Broker.Counters!.CutOff);
    }

    [Fact]
    public async Task One_filter_too_many_is_refused_and_the_others_stay()
    {
        await using var real = await InProcessBroker.StartAsync(new MqttNetLimits { MostFilters = 2 }, "d-1");
        var heard = 0;
        await using var device = await real.ConnectAsync("d-1", _ => Interlocked.Increment(ref heard));
        await device.SubscribeAsync([Ack, "rating/v1/o-1/d-1/command"], default);
        await device.SubscribeAsync([Ack], default);
        var refusal = await Assert.ThrowsAsync<MosquittoException>(
            () => device.SubscribeAsync(["rating/v1/o-2/d-1/ack"], default));
        Assert.Contains("quota", refusal.Message, StringComparison.OrdinalIgnoreCase);
        await using var collector = await real.ConnectCollectorAsync(_ => { });
        collector.Publish(Ack, "heard"u8, retain: false);
        await Eventually.IsTrueAsync(() => Volatile.Read(ref heard) == 1, "the first one is still in force");
    }
}
