using System.Text;
using RatingDevice.Collector.Served;
using RatingDevice.Tests.Served;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Broker;

/// <summary>A served feed with its own credential, over a real broker, up to the rows held.</summary>
public sealed class ServicesIntakeTests
{
    [Fact]
    public async Task What_the_feed_of_an_outlet_publishes_becomes_served_rows()
    {
        await using var real = await RealBroker.StartAsync("d-1");
        await using var intake = real.NewIntake();
        intake.Start();
        await Eventually.IsTrueAsync(() => intake.Connected, "the intake is connected");
        var topic = new ServicesTopic(OutletId.Parse("o-1"));
        await using var feed = await real.ConnectAsync(
            topic.User, real.Credentials.Secret(topic), topic.User, _ => { });
        feed.Publish(
            topic.ToString(),
            Encoding.UTF8.GetBytes("""{"ticket":"a1","called":"2026-11-21 08:15:00"}"""), retain: false);
        var heard = await Eventually.NextAsync(intake.Messages, "the delivery");

        var rig = new FeedRig();
        Assert.True(ServicesTopic.TryParse(heard.Topic, out var from));
        var told = rig.Desk.Take(ServedJson.ReadLines(heard.Payload), from.Outlet, "mqtt");
        Assert.Equal((1, 0), (told.Taken, told.Refused.Count));
        Assert.Equal("a1", Assert.Single(rig.Held()).Ticket.ToString());
    }
}
