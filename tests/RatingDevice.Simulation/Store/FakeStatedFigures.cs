using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Simulation.Store;

/// <summary>Rows of received statements in memory; a change makes another one, so half of it is never
/// seen.</summary>
internal sealed class FakeStatedFigures : IStatedFigures
{
    private readonly Dictionary<StatedKey, byte[]> _rows = [];
    private readonly Dictionary<(PeriodKind, DateOnly, OutletId), StatedReport> _reports = [];
    private readonly Dictionary<(TellerId, OutletId), StatedTeller> _tellers = [];

    public FakeStatedFigures()
    {
    }

    private FakeStatedFigures(FakeStatedFigures before) => (_rows, _reports, _tellers) =
        (new(before._rows), new(before._reports), new(before._tellers));

    public FakeStatedFigures With(IReadOnlyList<StatedPeriod> stated)
    {
        if (stated.Count == 0) return this;
        var next = new FakeStatedFigures(this);
        foreach (var period in stated) next.Keep(period);
        var days = stated.Where(s => s.Report.Period.Kind == PeriodKind.Day).ToList();
        var change = StatedChange.Of(days, _rows);
        foreach (var row in change.Put) next._rows[row.Key] = row.Counts;
        foreach (var key in change.Gone) next._rows.Remove(key);
        return next;
    }

    public IEnumerable<StatedRow> Rows(StatedQuery query) =>
    [
        .. _rows.Where(r => query.Asks(r.Key)).OrderBy(r => r.Key.First).ThenBy(r => r.Key.Outlet)
            .ThenBy(r => r.Key.Teller ?? default).Select(r => new StatedRow(r.Key, [.. r.Value])),
    ];

    public IEnumerable<StatedReport> Reports(
        PeriodKind kind, DateOnly from, DateOnly to, OutletId? outlet = null) =>
    [
        .. _reports.Values.Where(r => r.Period.Kind == kind && r.Period.From >= from && r.Period.From <= to
            && (outlet is null || r.Outlet == outlet)).OrderBy(r => r.Period.From).ThenBy(r => r.Outlet),
    ];

    public IReadOnlyList<StatedReport> Incomplete(DateOnly from, DateOnly to) =>
        [.. Reports(PeriodKind.Day, from, to).Where(r => r.Missing > 0)];

    public IReadOnlyList<StatedTeller> Find(TellerId teller) =>
        [.. _tellers.Values.Where(t => t.Teller == teller).OrderBy(t => t.Outlet)];

    private void Keep(StatedPeriod period)
    {
        var report = period.Report;
        var kept = DateTimeOffset.FromUnixTimeMilliseconds(report.Kept.ToUnixTimeMilliseconds());
        var place = (report.Period.Kind, report.Period.From, report.Outlet);
        var came = _reports.TryGetValue(place, out var before) ? before.Came : kept;
        _reports[place] = report with { Kept = kept, Came = came };
        foreach (var teller in period.Tellers)
        {
            var key = (teller.Teller, teller.Outlet);
            if (!_tellers.TryGetValue(key, out var held) || teller.Seen >= held.Seen) _tellers[key] = teller;
        }
    }
}
