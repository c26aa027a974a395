using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using RatingDevice.Collector.Dashboard.Feed;
using RatingDevice.Tests.Export;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard;

/// <summary>The event stream as a browser hears it.</summary>
public sealed class LiveEventsTests
{
    [Fact]
    public async Task First_the_snapshot_then_every_entry_and_every_change_of_a_device()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Commit(Ratings.Invited(1, "0071"));
        await using var live = await LiveStream.OpenAsync(rig);
        var snapshot = await live.NextAsync();
        Assert.Equal("snapshot", snapshot.EventType);
        Assert.Equal(1, (int)JsonNode.Parse(snapshot.Data)!["outlets"]![0]!["figures"]!["invited"]!);

        rig.Commit(Ratings.Rated(2, "0071", "satisfied"));
        var entry = await live.NextAsync();
        Assert.Equal("entry", entry.EventType);
        const string Entry =
            "{'id':'j-1:2','kind':'rated','device':'d-1','outlet':'o-1','counter':'c-1','journal':'j-1',"
            + "'n':2,'service':'a-002','level':'satisfied','at':'2026-11-21T01:00:02.125+00:00',"
            + "'replaces':null,'count':1}";
        Assert.Equal(Entry, entry.Data.Replace('"', '\''));

        rig.Hear(LinkState.Online);
        var device = await live.NextAsync();
        Assert.Equal("device", device.EventType);
        Assert.Equal("connected", (string)JsonNode.Parse(device.Data)!["state"]!);
    }

    [Fact]
    public async Task A_device_that_falls_silent_is_told_though_nothing_was_heard()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Hear(LinkState.Online);
        await using var live = await LiveStream.OpenAsync(rig);
        await live.NextAsync();
        rig.Time.Move(TimeSpan.FromSeconds(91));
        rig.Core.Source.Look();
        Assert.Equal("silent", (string)JsonNode.Parse((await live.NextAsync()).Data)!["state"]!);
        rig.Core.Source.Look(); // told once
        rig.Core.Source.Beat();
        Assert.Equal("beat", (await live.NextAsync()).EventType);
    }

    [Fact]
    public async Task Coming_back_with_the_last_id_gives_what_was_missed_and_no_snapshot()
    {
        await using var rig = await DashboardRig.StartAsync();
        string last;
        await using (var live = await LiveStream.OpenAsync(rig))
        {
            await live.NextAsync();
            rig.Commit(Ratings.Invited(1, "0071"));
            last = (await live.NextAsync()).EventId!;
        }

        rig.Commit(Ratings.Rated(2, "0071", "satisfied"));
        rig.Commit(Ratings.Stray(3, null, 1));
        await using var again = await LiveStream.OpenAsync(rig, last);
        Assert.Contains("\"n\":2", (await again.NextAsync()).Data, StringComparison.Ordinal);
        Assert.Contains("\"n\":3", (await again.NextAsync()).Data, StringComparison.Ordinal);
        Assert.Equal("beat", (await again.NextAsync()).EventType);
    }

    [Fact]
    public async Task Coming_back_after_a_restart_of_the_collector_begins_with_a_snapshot()
    {
        await using var rig = await DashboardRig.StartAsync();
        await using var live = await LiveStream.OpenAsync(rig, "0badf00d-12");
        Assert.Equal("snapshot", (await live.NextAsync()).EventType);
    }

    [Fact]
    public async Task Of_a_backlog_only_the_last_entries_are_shown_one_by_one_and_the_rest_is_announced()
    {
        await using var rig = await DashboardRig.StartAsync(new FeedLimits { Burst = 2 });
        await using var live = await LiveStream.OpenAsync(rig);
        await live.NextAsync();
        rig.Commit([.. Enumerable.Range(1, 50).Select(n => Ratings.Stray(n, null, 1))]);
        var bulk = await live.NextAsync();
        Assert.Equal(("bulk", 50), (bulk.EventType, (int)JsonNode.Parse(bulk.Data)!["entries"]!));
        Assert.Contains("\"n\":49", (await live.NextAsync()).Data, StringComparison.Ordinal);
        Assert.Contains("\"n\":50", (await live.NextAsync()).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_dropped_counted_and_told_to_begin_anew()
    {
        await using var rig = await DashboardRig.StartAsync(new FeedLimits { Queue = 8 });
        using var socket = new TcpClient { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, rig.Address.Port);
        var request = $"GET /api/v1/live/events HTTP/1.1\r\nHost: {rig.Address.Authority}\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        await Eventually.IsTrueAsync(() => rig.Core.Feed.Viewers == 1, "the viewer is in");
        var entry = Ratings.Stray(1, null, 1);
        await Eventually.IsTrueAsync(
            () =>
            {
                for (var i = 0; i < 500; i++) rig.Core.Source.Committed([entry]);
                return rig.Core.Feed.Dropped == 1;
            },
            "the slow viewer is dropped");

        Assert.Equal(0, rig.Core.Feed.Viewers);
        Assert.Equal(1, (long)(await rig.GetAsync("/readyz"))["counters"]!["viewersDropped"]!);
        using var reader = new StreamReader(socket.GetStream());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string? line;
        do line = await reader.ReadLineAsync(limit.Token);
        while (line is not (null or "event: resync"));
        Assert.Equal("event: resync", line);
    }

    [Fact]
    public async Task One_live_page_too_many_is_refused_with_a_reason()
    {
        await using var rig = await DashboardRig.StartAsync(new FeedLimits { Viewers = 1 });
        await using var first = await LiveStream.OpenAsync(rig);
        await first.NextAsync();
        using var second = await rig.Http.GetAsync("/api/v1/live/events");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Contains("too many live pages", await second.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_collector_ends_the_stream()
    {
        await using var rig = await DashboardRig.StartAsync();
        await using var live = await LiveStream.OpenAsync(rig);
        await live.NextAsync();
        rig.Core.Feed.End();
        Assert.False(await live.MoreAsync());
    }
}
