using System.Collections.Concurrent;
using System.Text;
using RatingDevice.Mosquitto;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Broker;

/// <summary>
/// Who may do what at a real broker: every channel, both directions, own and another's topics. Whether a
/// broker refuses a filter that is too wide or grants it and shows nothing is its own affair.
/// </summary>
public abstract class AccessMatrixTests
{
    private const string A = "d-a", B = "d-b";

    private static readonly OutletId Outlet = OutletId.Parse("o-1");

    public static TheoryData<string, TopicKind, bool, bool> Rules
    {
        get
        {
            var rules = new TheoryData<string, TopicKind, bool, bool>();
            foreach (var kind in Enum.GetValues<TopicKind>())
            {
                var up = kind is TopicKind.Journal or TopicKind.Status;
                rules.Add(A, kind, up, !up);
                rules.Add(B, kind, false, false);
            }

            return rules;
        }
    }

    [Theory, MemberData(nameof(Rules))]
    public async Task Device_a_on_the_topics_of(string owner, TopicKind kind, bool mayWrite, bool mayRead)
    {
        await using var real = await StartAsync(A, B);
        var (toA, toB, toCollector) = (new Heard(), new Heard(), new Heard());
        await using var a = await real.ConnectAsync(A, toA.Add);
        await using var b = await real.ConnectAsync(B, toB.Add);
        await using var collector = await real.ConnectCollectorAsync(toCollector.Add);
        await TryAsync(a, "#", $"{Topic.Prefix}#", $"{Topic.Prefix}+/+/+", On(owner, kind));
        await TryAsync(b, $"{Topic.Prefix}#");
        await a.SubscribeAsync([On(A, TopicKind.Ack)], default);
        await collector.SubscribeAsync([$"{Topic.Prefix}#"], default);

        // Messages of one sender keep their order: when the last has come, the first would have come before
        // it.
        a.Publish(On(owner, kind), "written by a"u8, retain: false);
        a.Publish(On(A, TopicKind.Journal), "last"u8, retain: false);
        await toCollector.UntilAsync("last");
        Assert.Equal(mayWrite, toCollector.Contains("written by a"));
        Assert.False(toB.Contains("written by a"));

        toA.Clear();
        collector.Publish(On(owner, kind), "written by the collector"u8, retain: false);
        collector.Publish(On(A, TopicKind.Ack), "last"u8, retain: false);
        await toA.UntilAsync("last");
        Assert.Equal(mayRead, toA.Contains("written by the collector"));
    }

    [Fact]
    public async Task Served_rows_are_written_by_that_outlets_feed_alone_and_read_by_the_collector_alone()
    {
        await using var real = await StartAsync(A, B);
        var own = new ServicesTopic(Outlet);
        var (toFeed, toA, toCollector) = (new Heard(), new Heard(), new Heard());
        await using var feed = await real.ConnectAsync(
            own.User, real.Credentials.Secret(own), own.User, toFeed.Add);
        await using var a = await real.ConnectAsync(A, toA.Add);
        await using var collector = await real.ConnectCollectorAsync(toCollector.Add);
        await collector.SubscribeAsync([$"{Topic.Prefix}#"], default);
        await TryAsync(a, own.ToString(), ServicesTopic.Filter);
        await TryAsync(feed, own.ToString(), $"{Topic.Prefix}#");

        feed.Publish("rating/v1/o-2/services", "another outlet's"u8, retain: false);
        feed.Publish(On(A, TopicKind.Journal), "another's journal"u8, retain: false);
        feed.Publish(own.ToString(), "its own"u8, retain: false);
        await toCollector.UntilAsync("its own");
        a.Publish(own.ToString(), "by a device"u8, retain: false);
        a.Publish(On(A, TopicKind.Journal), "last"u8, retain: false);
        await toCollector.UntilAsync("last");
        Assert.Equal(["its own", "last"], toCollector.All);
        Assert.Empty(toA.All);
        Assert.Empty(toFeed.All);
    }

    [Fact]
    public async Task Device_a_is_not_shown_what_was_kept_for_others()
    {
        await using var real = await StartAsync(A, B);
        var heard = new Heard();
        await using var b = await real.ConnectAsync(B, _ => { });
        await using var collector = await real.ConnectCollectorAsync(_ => { });
        b.Publish(On(B, TopicKind.Status), "status of b"u8, retain: true);
        collector.Publish(On(B, TopicKind.Config), "settings of b"u8, retain: true);
        collector.Publish(On(A, TopicKind.Config), "settings of a"u8, retain: true);
        await using var a = await real.ConnectAsync(A, heard.Add);
        await TryAsync(a, "#", On(B, TopicKind.Status), On(B, TopicKind.Config));
        await a.SubscribeAsync([On(A, TopicKind.Config)], default);
        await heard.UntilAsync("settings of a");
        Assert.All(heard.All, text => Assert.Equal("settings of a", text));
    }

    [Fact]
    public async Task Device_a_cannot_end_the_connection_of_b_by_taking_its_client_id()
    {
        await using var real = await StartAsync(A, B);
        string? lost = null;
        var heard = new Heard();
        await using var b = await real.ConnectAsync(B, heard.Add, why => lost = why);
        await b.SubscribeAsync([On(B, TopicKind.Ack)], default);
        var secret = real.Credentials.Secret(DeviceId.Parse(A));
        await ConnectIfItMayAsync(real, secret);
        await using var collector = await real.ConnectCollectorAsync(_ => { });
        collector.Publish(On(B, TopicKind.Ack), "still here"u8, retain: false);
        await heard.UntilAsync("still here");
        Assert.Null(lost);
    }

    [Theory]
    [InlineData("d-b", "the secret of d-a")]
    [InlineData("nobody", "any")]
    [InlineData("collector", "the secret of d-a")]
    [InlineData("collector", null)]
    [InlineData("d-a", null)]
    public async Task Nobody_enters_with_anything_but_his_own_secret(string user, string? password)
    {
        await using var real = await StartAsync(A, B);
        var given = password == "the secret of d-a" ? real.Credentials.Secret(DeviceId.Parse(A)) : password;
        var e = await Assert.ThrowsAsync<MosquittoException>(
            () => real.ConnectAsync(user, given, user, _ => { }));
        Assert.True(e.Refused, e.Message);
    }

    private protected abstract Task<IRealBroker> StartAsync(params string[] devices);

    // One broker lets it in under its own name, another not at all.
    private static async Task ConnectIfItMayAsync(IRealBroker real, string secret)
    {
        try
        {
            await using var a = await real.ConnectAsync(A, secret, client: B, _ => { });
        }
        catch (MosquittoException e)
        {
            Assert.True(e.Refused, e.Message);
        }
    }

    private static async Task TryAsync(MosquittoClient client, params string[] filters)
    {
        foreach (var filter in filters)
        {
            try
            {
                await client.SubscribeAsync([filter], default);
            }
            catch (MosquittoException e)
            {
                Assert.True(e.Refused, e.Message);
            }
        }
    }

    private static string On(string device, TopicKind kind) =>
        new Topic(Outlet, DeviceId.Parse(device), kind).ToString();

    private sealed class Heard
    {
        private readonly ConcurrentQueue<string> _all = new();

        public IEnumerable<string> All => _all;

        public void Add(MosquittoMessage message) =>
            _all.Enqueue(Encoding.UTF8.GetString(message.Payload.Span));

        public bool Contains(string text) => _all.Contains(text);

        public void Clear() => _all.Clear();

        public Task UntilAsync(string text) =>
            Eventually.IsTrueAsync(() => Contains(text), $"'{text}' is heard");
    }
}

public sealed class MosquittoAccessMatrixTests : AccessMatrixTests
{
    private protected override async Task<IRealBroker> StartAsync(params string[] devices) =>
        await RealBroker.StartAsync(devices);
}
