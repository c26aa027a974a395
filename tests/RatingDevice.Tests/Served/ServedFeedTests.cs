using System.Text;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Served;
using RatingDevice.Tests.Ingest;
using RatingDevice.Tests.Tidy;

namespace RatingDevice.Tests.Served;

/// <summary>The feed by MQTT, from the intake on.</summary>
public sealed class ServedFeedTests
{
    private const string Row = """{"ticket":"a1","called":"2026-11-21 08:15:00"}""";

    private readonly FeedRig _rig = new();
    private readonly KeptLog<ServedFeed> _log = new();
    private readonly ServedFeed _feed;

    public ServedFeedTests() => _feed = new(_rig.Desk, _rig.Time, _log);

    [Fact]
    public async Task Lines_are_rows_of_the_topics_outlet_and_a_bad_one_holds_up_no_other()
    {
        using var stop = new CancellationTokenSource();
        var running = _feed.RunAsync(stop.Token);
        Hear($"{Row}\n{{\"ticket\":\"a2\"\n\n{Row.Replace("a1", "a3")}\n");
        Hear("""{"outlet":"o-2","ticket":"a4","called":"2026-11-21 08:15:00"}""");
        await Eventually.IsTrueAsync(() => _rig.Desk.Counters.Refused == 2, "both deliveries were judged");
        Assert.Equal(["a1", "a3"], _rig.Held().Select(r => r.Ticket.ToString()));
        Assert.Contains(_log.Said, s => s.Text.Contains("'o-2' is not that of", StringComparison.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_delivery_waits_for_a_store_that_failed()
    {
        using var stop = new CancellationTokenSource();
        _rig.Store.Failures = 1;
        var running = _feed.RunAsync(stop.Token);
        Hear(Row);
        await Eventually.IsTrueAsync(() => _log.Said.Count == 1, "the failure is told");
        await Eventually.IsTrueAsync(
            () =>
            {
                _rig.Time.Move(TimeSpan.FromSeconds(2));
                return _rig.Held().Count == 1;
            },
            "it was tried again");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void The_example_of_the_contract_is_taken_as_the_contract_says()
    {
        var lines = File.ReadAllBytes(Path.Combine(
            SourceTree.Home, "firmware", "RatingDevice.Wire", "examples", "services.ndjson"));
        var told = _rig.Desk.Take(ServedJson.ReadLines(lines), OutletId.Parse("o-1"), "mqtt");
        Assert.Equal((2, 1, 3), (told.Taken, told.Completed, told.Rows));
        Assert.Equal([null, "no show"], _rig.Held().Select(r => r.Void));
        Assert.Equal(TimeSpan.FromSeconds(55), _rig.Held()[0].Finished - _rig.Held()[0].Called);
    }

    [Fact]
    public void What_does_not_fit_is_dropped_and_counted()
    {
        for (var i = 0; i < 257; i++) Hear(Row);
        Hear(new string(' ', 65_537));
        Assert.Equal((1, 1), (_feed.Overflow, _feed.TooLarge));
    }

    [Fact]
    public void Ingest_hands_the_feed_over_and_keeps_nothing_of_it()
    {
        var heard = new List<IntakeMessage>();
        var (intake, rig) = (new ScriptIntake(), new FeedRig());
        var loop = new IngestLoop(
            intake, rig.Store, () => TestBranch.Registry, new(), rig.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, _ => { }, (_, _) => { },
            heard.Add);
        intake.Hear(Message("""{"ticket":"a1","customer":"张三"}"""));
        intake.End();
        Assert.True(loop.RunAsync(default).IsCompletedSuccessfully);
        Assert.Single(heard);
        Assert.Equal((0, 0), (rig.Store.Quarantine(10).Count, loop.Counters.Refused));
    }

    private void Hear(string text) => _feed.Hear(Message(text));

    private static IntakeMessage Message(string text) =>
        new("rating/v1/o-1/services", Encoding.UTF8.GetBytes(text), false, DateTimeOffset.UnixEpoch);
}
