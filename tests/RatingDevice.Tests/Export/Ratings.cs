using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Export;

/// <summary>Counted entries for tests of what is made of them: one branch, times by number.</summary>
internal static class Ratings
{
    public static readonly DateOnly Day = new(2026, 11, 21);

    public static BranchRegistry Registry { get; } = new(
        [new(OutletId.Parse("o-1"), "示范网点", new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), 0))],
        [new(CounterId.Parse("c-1"), OutletId.Parse("o-1"), "1号柜")],
        [new(Post, null)],
        [
            new(TellerId.Parse("0071"), OutletId.Parse("o-1"), "张三"),
            new(TellerId.Parse("1002"), OutletId.Parse("o-1"), "=HYPERLINK(\"http://x\",\"李,四\")"),
        ]);

    public static Post Post =>
        new(OutletId.Parse("o-1"), CounterId.Parse("c-1"), DeviceId.Parse("d-1"));

    public static CounterEvent Invited(long n, string? teller, DateOnly? day = null) =>
        Event(n, EventKind.Invited, teller, day) with { Invited = n, Trigger = Trigger.Panel };

    public static CounterEvent Rated(long n, string? teller, string level, DateOnly? day = null) =>
        Event(n, EventKind.Rated, teller, day) with
        {
            Invited = n - 1,
            Level = LevelCode.Parse(level),
            AfterMs = 2500,
            Trigger = Trigger.CounterPc,
            Service = ServiceId.Parse($"a-{n:000}"),
        };

    /// <summary>The press n - 1 replaced by this one.</summary>
    public static CounterEvent Changed(long n, string? teller, string was, string level) =>
        Rated(n, teller, level) with
        {
            Invited = n - 2, Replaces = n - 1, Was = LevelCode.Parse(was), AfterMs = 4000,
            Service = ServiceId.Parse($"a-{n - 1:000}"),
        };

    public static CounterEvent Unrated(long n, string? teller) =>
        Event(n, EventKind.Unrated, teller, null) with { Invited = n - 1, AfterMs = 15000 };

    public static CounterEvent Stray(long n, string? teller, int count) =>
        Event(n, EventKind.Stray, teller, null) with { Count = count };

    /// <summary>Puts entries into a store as ingest would.</summary>
    public static IRatingStore Keep(this IRatingStore store, params CounterEvent[] events)
    {
        var sums = new RollupSums();
        foreach (var delta in events.SelectMany(Tally.Deltas)) sums.Add(delta);
        var head = store.Journals().Select(j => j.Head).DefaultIfEmpty().Max();
        var state = new JournalState(
            events[0].Journal, Post.Device, "", Math.Max(head, events.Max(e => e.N)), Digest.Zero);
        store.Commit(new IntakeGroup([state], [], [], events, [.. sums.Cells()], []));
        return store;
    }

    /// <summary>A day's worth: a known teller, one with a dangerous name, an unknown one, nobody.</summary>
    public static IRatingStore Filled() => new FakeRatingStore().Keep(
        Invited(1, "0071"), Rated(2, "0071", "very-satisfied"),
        Invited(3, "0071"), Rated(4, "0071", "satisfied"), Changed(5, "0071", "satisfied", "dissatisfied"),
        Invited(6, "0071"), Rated(7, "0071", "satisfied"),
        Invited(8, "1002"), Unrated(9, "1002"),
        Invited(10, "9999"), Rated(11, "9999", "fair"),
        Invited(12, null), Rated(13, null, "satisfied"),
        Stray(14, null, 3), Invited(15, "1002"));

    private static CounterEvent Event(long n, EventKind kind, string? teller, DateOnly? day)
    {
        var on = day ?? Day;
        return new(
            JournalId.Parse("j-1"), n, kind, Post, teller is null ? null : TellerId.Parse(teller), null,
            new DateTimeOffset(on, new(1, 0, 0), TimeSpan.Zero).AddSeconds(n).AddMilliseconds(125),
            PlacedBy.Clock, new(on, 9), 0, null, null, null, null, null, 1);
    }
}
