using System.Text;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Store;

/// <summary>What every store must do; run over the fake and every real one.</summary>
public abstract partial class RatingStoreContract : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    private readonly JournalScript _script = new();

    internal abstract IRatingStore Store { get; }

    /// <summary>Quarantine limit the stores under test are opened with.</summary>
    protected static int QuarantineMost => 5;

    /// <summary>Closes the store as the end of the process would, and opens it again.</summary>
    internal abstract void Reopen();

    public virtual void Dispose()
    {
        _script.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_is_committed_is_there_after_reopening()
    {
        var group = Feed(Day1());
        Reopen();
        Assert.Equal(group.Journals, Store.Journals());
        Assert.Equal(group.Events, Store.Events(_script.Journal));
        Assert.Equal(group.Deltas, Store.Rollups(Day, Day));
        Assert.Equal(_script.Hash, Store.Journals().Single().Hash);
    }

    [Fact]
    public void Evidence_is_verbatim_and_in_order()
    {
        Feed(Day1());
        var second = _script.Head + 1;
        _script.Stray("fair", 3, "1001");
        Feed(_script.Batch(second, 1));
        Reopen();
        var segments = Store.Evidence(_script.Journal).ToList();
        Assert.Equal(2, segments.Count);
        Assert.Equal(
            Encoding.UTF8.GetString(_script.Lines(1, (int)_script.Head)),
            string.Concat(segments.Select(s => Encoding.UTF8.GetString(s.Lines.Span))));
        Assert.Equal([(1L, second - 1), (second, second)], segments.Select(s => (s.First, s.Last)));
        Assert.Equal([second], Store.Evidence(_script.Journal, second).Select(s => s.First));
        Assert.Equal(2, Store.Evidence(_script.Journal, second - 1).Count());
        Assert.Equal(TestBranch.Post("d-1"), segments[0].Post);
        Assert.Equal(TestBranch.Shanghai, segments[0].Rules);
        Assert.Equal(_script.HashOf(second - 1), segments[0].LastHash);
        Assert.True(Verification.Run(Store, TestBranch.Registry).Ok);
    }

    [Fact]
    public void A_group_with_a_number_already_held_is_kept_not_even_in_part()
    {
        var first = Feed(Day1());
        using var other = new JournalScript("d-2");
        other.Rate(other.Invite(), "fair");
        using var feeder = new Feeder(Store);
        var good = feeder.Draft(out _, other.Message(other.BatchFrom(1)));
        var bad = good with
        {
            Events = [.. good.Events, first.Events[0]],
            Quarantine = [Rubbish(1)],
        };
        Assert.Throws<StoreException>(() => Store.Commit(bad));
        Assert.Equal(first.Journals, Store.Journals());
        Assert.Empty(Store.Evidence(other.Journal));
        Assert.Empty(Store.Quarantine(10));
        Assert.Equal(first.Deltas, Store.Rollups(Day, Day));
        Store.Commit(good);
        Reopen();
        Assert.Equal(2, Store.Journals().Count);
        Assert.Equal(good.Events, Store.Events(other.Journal));
        Assert.True(Verification.Run(Store, TestBranch.Registry).Ok);
    }

    [Fact]
    public void A_segment_or_anchor_cannot_be_written_twice()
    {
        using var offline = new JournalScript("d-2", clock: ClockQuality.Unsynced);
        using var feeder = new Feeder(Store);
        var group = feeder.Feed(offline.Message(offline.BatchFrom(1)));
        Assert.Throws<StoreException>(() => Store.Commit(group with { Anchors = [] }));
        Assert.Throws<StoreException>(() => Store.Commit(group with { Segments = [] }));
        Assert.Single(Store.Anchors(offline.Journal));
    }

    [Fact]
    public void Rollups_add_up_over_groups_and_leave_out_what_is_zero()
    {
        var invited = _script.Invite();
        var rated = _script.Rate(invited, "satisfied");
        Feed(_script.BatchFrom(1));
        _script.Change(rated, "fair");
        Feed(_script.Batch(rated + 1, 1));
        var cells = Store.Rollups(Day, Day).ToDictionary(c => c.Measure, c => c.Count);
        Assert.Equal(
            new Dictionary<string, long> { ["invited"] = 1, ["rated"] = 1, ["level:fair"] = 1 }, cells);
        Assert.Equal(Rebuild.Cells(Store.Events(Day, Day)), Store.Rollups(Day, Day));
    }

    [Fact]
    public void Ranges_are_whole_days_and_rows_come_in_order_of_time()
    {
        var tomorrow = new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
        using var late = new JournalScript("d-2", start: tomorrow);
        late.Stray("fair");
        using var feeder = new Feeder(Store);
        feeder.Feed(late.Message(late.BatchFrom(1)), _script.Message(Day1()));
        var all = Store.Events(Day, Day.AddDays(1)).ToList();
        Assert.Equal(all.OrderBy(e => e.At).ThenBy(e => e.N), all);
        Assert.Equal("d-2", all[^1].Post.Device.ToString());
        Assert.Equal(all.Count - 1, Store.Events(Day, Day).Count());
        Assert.Single(Store.Events(Day.AddDays(1), Day.AddDays(1)));
        Assert.Empty(Store.Events(Day.AddDays(2), Day.AddDays(9)));
        Assert.Empty(Store.Rollups(Day.AddDays(-9), Day.AddDays(-1)));
        var cells = Store.Rollups(DateOnly.MinValue, DateOnly.MaxValue).ToList();
        Assert.Equal(cells.OrderBy(RollupKey.Of), cells);
    }

    [Fact]
    public void Every_field_of_a_row_comes_back()
    {
        var attributed = _script.Invite("1001", "a-013");
        _script.Change(_script.Rate(attributed, "satisfied", 1234, "1001", "a-013"), "fair");
        _script.Unrate(_script.Invite(null), teller: null);
        _script.Stray("odd-code", 7, null);
        var group = Feed(_script.BatchFrom(1));
        Reopen();
        Assert.Equal(6, group.Events.Count);
        Assert.Equal(group.Events, Store.Events(_script.Journal));
        Assert.Contains(Store.Rollups(Day, Day), c => c is { Teller: null, Measure: "stray", Count: 7 });
    }

    [Fact]
    public void Quarantine_is_bounded_newest_first_and_counts_what_it_dropped()
    {
        for (var i = 0; i < QuarantineMost + 3; i++) Store.Commit(Group(Rubbish(i)));
        Reopen();
        var kept = Store.Quarantine(100);
        Assert.Equal([7, 6, 5, 4, 3], kept.Select(q => q.Size));
        Assert.Equal(RefusalReason.BadTopic, kept[0].Reason);
        Assert.Equal("no/topic", kept[0].Topic);
        Assert.Equal([1, 2], kept[0].Head.ToArray());
        Assert.Equal(3, Store.QuarantineDropped());
        Assert.Equal(2, Store.Quarantine(2).Count);
    }

    [Fact]
    public void An_empty_payload_can_be_quarantined()
    {
        Store.Commit(Group(Rubbish(0) with { Head = ReadOnlyMemory<byte>.Empty }));
        Assert.Empty(Store.Quarantine(1).Single().Head.ToArray());
    }

    [Fact]
    public void A_reader_sees_whole_groups_while_the_writer_writes()
    {
        Feed(Day1());
        using var before = Store.Events(Day, Day).GetEnumerator();
        Assert.True(before.MoveNext());
        var next = _script.Head + 1;
        _script.Stray("fair");
        Feed(_script.Batch(next, 1));
        var seen = 1;
        while (before.MoveNext()) seen++;
        Assert.Equal(Store.Events(Day, Day).Count() - 1, seen);
    }

    internal IntakeGroup Feed(byte[] payload)
    {
        using var feeder = new Feeder(Store);
        return feeder.Feed(_script.Message(payload));
    }

    private static QuarantinedPayload Rubbish(int size) => new(
        DateTimeOffset.UnixEpoch.AddDays(20_000), "no/topic", RefusalReason.BadTopic, "no topic", size,
        new byte[] { 1, 2 });

    private static IntakeGroup Group(QuarantinedPayload payload) => new([], [], [], [], [], [payload]);

    private byte[] Day1()
    {
        _script.SignOn("1001");
        _script.Rate(_script.Invite(), "satisfied");
        _script.Unrate(_script.Invite());
        return _script.BatchFrom(1);
    }
}
