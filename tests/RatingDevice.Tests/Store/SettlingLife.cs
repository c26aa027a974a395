using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store;

/// <summary>
/// Deliveries and settled days beside ingest, on a disk that fails: each delivery is two tickets, each
/// settling three cells of one count, so that half of one shows.
/// </summary>
internal sealed class SettlingLife(Random random)
{
    private static readonly DateOnly Day = new(2026, 11, 21);
    private static readonly Post Post = TestBranch.Post("d-1");
    private static readonly string[] Measures = ["served", "wait:120", "type:对公:served"];

    private readonly HashSet<string> _kept = [];
    private int _tried, _settled;

    /// <summary>Commits something; the answer notes that it must be there from now on.</summary>
    /// <exception cref="StoreException">Nothing of it may be kept.</exception>
    public Action Next(IRatingStore store)
    {
        _tried++;
        if (random.Next(2) == 0)
        {
            store.Commit(new ServedGroup([Row($"a-{_tried}"), Row($"b-{_tried}")], []));
            return () => _kept.UnionWith([$"a-{_tried}", $"b-{_tried}"]);
        }

        var day = store.Dirty(1).FirstOrDefault() ?? new DirtyDay(Post.Outlet, Day, 0);
        store.Settle(new(day, [.. Measures.Select(m => new RollupCell(new(Day, 9), Post, null, m, _tried))]));
        return () => _settled = _tried;
    }

    public void Check(IRatingStore store)
    {
        var tickets = store.Served(Post.Outlet, Day).Select(r => r.Ticket.ToString()).ToList();
        Assert.Superset(_kept, tickets.ToHashSet());
        Assert.All(tickets, t => Assert.Contains((t[0] == 'a' ? "b" : "a") + t[1..], tickets));
        foreach (var grain in Enum.GetValues<Grain>())
        {
            var cells = store.Sums(new(grain, Day.AddDays(-20), Day, Enum.GetValues<MeasureFamily>()))
                .Where(c => !Tally.Counts(c.Measure)).ToList();
            var count = cells.FirstOrDefault()?.Count ?? 0;
            Assert.InRange(count, _settled, _tried);
            Assert.Equal(count == 0 ? 0 : 3, cells.Count(c => c.Count == count));
        }
    }

    private static ServedRow Row(string ticket) => new(
        Post.Outlet, Day, ServiceId.Parse(ticket), null, null, null, null, null, null, null);
}
