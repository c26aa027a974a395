using RatingDevice.Collector.Broker.MqttNet;

namespace RatingDevice.Tests.Broker.MqttNet;

public sealed class AccessRulesTests
{
    [Theory]
    [InlineData("rating/v1/o-1/d-a/journal", true)]
    [InlineData("rating/v1/o-2/d-a/status", true)]
    [InlineData("rating/v1/o-1/d-a/ack", false)]
    [InlineData("rating/v1/o-1/d-b/journal", false)]
    [InlineData("rating/v1/o-1/d-a/journal/more", false)]
    [InlineData("rating/v1/+/d-a/journal", false)]
    [InlineData("rating/v2/o-1/d-a/journal", false)]
    [InlineData("$SYS/broker", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_device_writes(string? topic, bool may) =>
        Assert.Equal(may, AccessRules.MayWrite("d-a", topic));

    [Theory]
    [InlineData("services-o-1", "rating/v1/o-1/services", true)]
    [InlineData("services-o-1", "rating/v1/o-2/services", false)]
    [InlineData("services-o-1", "rating/v1/o-1/d-a/journal", false)]
    [InlineData("d-a", "rating/v1/o-1/services", false)]
    public void A_served_feed_writes(string user, string topic, bool may)
    {
        Assert.Equal(may, AccessRules.MayWrite(user, topic));
        Assert.False(AccessRules.MayRead(user, topic));
    }

    [Theory]
    [InlineData("rating/v1/o-1/d-a/ack", true)]
    [InlineData("rating/v1/+/d-a/command", true)]
    [InlineData("rating/v1/o-1/d-a/config", true)]
    [InlineData("rating/v1/o-1/d-a/journal", false)]
    [InlineData("rating/v1/o-1/d-b/ack", false)]
    [InlineData("rating/v1/o-1/+/ack", false)]
    [InlineData("rating/v1/+/+/ack", false)]
    [InlineData("rating/v1/o-1/d-a/+", false)]
    [InlineData("rating/v1/o-1/d-a/#", false)]
    [InlineData("$share/g/rating/v1/o-1/d-a/ack", false)]
    [InlineData("#", false)]
    [InlineData(null, false)]
    public void A_device_reads(string? filter, bool may) =>
        Assert.Equal(may, AccessRules.MayRead("d-a", filter));

    [Theory]
    [InlineData("rating/v1/o-1/d-a/ack", true)]
    [InlineData("rating/v1/+/+/journal", true)]
    [InlineData("#", false)]
    public void The_collector_has_all_of_ours_and_nothing_else(string topic, bool may)
    {
        Assert.Equal(may, AccessRules.MayRead(AccessRules.Collector, topic));
        Assert.Equal(may, AccessRules.MayWrite(AccessRules.Collector, topic));
    }
}
