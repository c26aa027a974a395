using System.Globalization;
using System.Text.Json.Nodes;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Bench.Reports;

/// <summary>
/// A month of ratings of a whole city, put into a store as ingest and settling would commit them, without the
/// evidence: figures never read that. A thin month before it, so that there is something to compare with; a
/// feed told of every day.
/// </summary>
internal static class RatedMonth
{
    public const int Tellers = 1_000, TellersAnOutlet = 6;

    private const int Days = 31, FirstHour = 9, Hours = 8, MostEntries = 4_000;

    /// <summary>The month. Far ahead, so that none of its days is over: a collector that makes statements of
    /// them meanwhile is not what is measured.</summary>
    public static DateOnly First { get; } = new(2036, 10, 1);

    private static readonly LevelCode[] Levels =
        [.. new[] { "very-satisfied", "satisfied", "fair", "dissatisfied" }.Select(LevelCode.Parse)];

    private static int Outlets => (Tellers + TellersAnOutlet - 1) / TellersAnOutlet;

    /// <summary>Makes the store of a data directory, of a kind.</summary>
    /// <returns>How many ratings it holds.</returns>
    internal static long Write(StoreKind kind, string data, long ratings, int seed, TextWriter progress)
    {
        Directory.CreateDirectory(data);
        using var store = kind.Open(Path.Combine(data, kind.FileName), 100);
        var random = new Random(seed);
        var each = (int)Math.Max(1, ratings / Tellers / Days);
        var numbers = new long[Outlets];
        long written = 0;
        for (var day = -30; day < Days; day++)
        {
            var events = new List<CounterEvent>();
            for (var teller = 0; teller < Tellers; teller++)
            {
                for (var i = 0; i < (day < 0 ? 1 : each); i++)
                    events.Add(Rating(teller, First.AddDays(day), i, each, numbers, random));
                if (events.Count < MostEntries && teller + 1 < Tellers) continue;
                Commit(store, events);
                if (day >= 0) written += events.Count;
                events.Clear();
            }

            progress.Write($"\rbench: {written:N0} ratings written ");
        }

        foreach (var dirty in store.Dirty(int.MaxValue)) store.Settle(new(dirty, [.. Derived(dirty, each)]));
        progress.WriteLine();
        return written;
    }

    /// <summary>What settling makes of a day on which one of ten was never asked.</summary>
    private static IEnumerable<RollupCell> Derived(DirtyDay dirty, int each)
    {
        var outlet = int.Parse(dirty.Outlet.ToString()[2..], CultureInfo.InvariantCulture);
        var post = new Post(dirty.Outlet, CounterId.Parse("c-1"), DeviceId.Parse($"d-{outlet}"));
        var first = new HourSlot(dirty.Day, 0);
        yield return new(first, Nowhere.At(dirty.Outlet), null, Measures.ActiveDay, 1);
        yield return new(first, Nowhere.At(dirty.Outlet), null, Measures.FeedDay, 1);
        yield return new(first, post, null, Measures.DeviceDay, 1);
        yield return new(first, post, null, Measures.Entries, 2L * each * TellersAnOutlet);
        for (var i = 0; i < TellersAnOutlet; i++)
        {
            var teller = TellerId.Parse($"{outlet * TellersAnOutlet + i:00000}");
            var (slot, never) = (new HourSlot(dirty.Day, FirstHour), each / 10 + 1);
            foreach (var (measure, count) in new (string, long)[]
            {
                (Measures.Served, each + never), (Measures.ServedRated, each), (Measures.NeverAsked, never),
                (Measures.Waited, each), (Measures.WaitedSeconds, 700L * each), (Measures.Worked, each),
                (Measures.WorkedSeconds, 200L * each), (Measures.Flagged, 1),
                (Measures.FlaggedLevelPrefix + "satisfied", 1), (Measures.FlagPrefix + "soon", 1),
            }) yield return new(slot, post, teller, measure, count);
        }
    }

    /// <summary>The registry of the same city.</summary>
    internal static JsonObject Registry() => new()
    {
        ["outlets"] = Rows(Outlets, i => new() { ["id"] = $"o-{i}", ["name"] = $"{i}号网点",
            ["zone"] = "Asia/Shanghai" }),
        ["counters"] = Rows(Outlets, i => new() { ["id"] = "c-1", ["outlet"] = $"o-{i}", ["name"] = "1号柜" }),
        ["devices"] = Rows(Outlets, i => new() { ["id"] = $"d-{i}", ["outlet"] = $"o-{i}",
            ["counter"] = "c-1" }),
        ["tellers"] = Rows(Tellers, i => new() { ["id"] = $"{i:00000}", ["name"] = $"柜员{i}",
            ["outlet"] = $"o-{i / TellersAnOutlet}" }),
    };

    private static JsonArray Rows(int count, Func<int, JsonObject> row) =>
        [.. Enumerable.Range(0, count).Select(i => (JsonNode)row(i))];

    private static CounterEvent Rating(
        int teller, DateOnly day, int i, int each, long[] numbers, Random random)
    {
        var outlet = teller / TellersAnOutlet;
        var hour = FirstHour + i * Hours / each;
        var at = new DateTimeOffset(day, new(hour, random.Next(60), random.Next(60)), TimeSpan.FromHours(8));
        // each teller's own mind: between 60 and 98 of 100 are satisfied
        var satisfied = 60 + teller * 37 % 39;
        var level = Levels[random.Next(100) < satisfied ? random.Next(2) : 2 + random.Next(2)];
        return new(
            JournalId.Parse($"j-{outlet}"), ++numbers[outlet], EventKind.Rated,
            new(OutletId.Parse($"o-{outlet}"), CounterId.Parse("c-1"), DeviceId.Parse($"d-{outlet}")),
            TellerId.Parse($"{teller:00000}"), null, at.ToUniversalTime(), PlacedBy.Clock, new(day, hour),
            numbers[outlet], level, 2_500, null, null, Trigger.Queue, 1);
    }

    private static void Commit(IRatingStore store, List<CounterEvent> events)
    {
        var sums = new RollupSums();
        foreach (var e in events)
        {
            sums.Add(e);
            sums.Add(e with { Kind = EventKind.Invited });
        }

        var heads = events.GroupBy(e => (e.Journal, e.Post.Device))
            .Select(g => new JournalState(g.Key.Journal, g.Key.Device, "", g.Max(e => e.N), Digest.Zero));
        store.Commit(new IntakeGroup([.. heads], [.. Places(events)], [], events, sums.Cells(), []));
    }

    // a row needs its place in a journal; the lines themselves nobody reads here
    private static IEnumerable<Segment> Places(List<CounterEvent> events) =>
        from e in events
        group e by e.Journal into journal
        select new Segment(
            journal.Key, journal.Min(e => e.N), journal.Max(e => e.N), Digest.Zero, Array.Empty<byte>(),
            Array.Empty<byte>(), journal.Last().At, journal.Last().Post, OutletRules.Unknown);
}
