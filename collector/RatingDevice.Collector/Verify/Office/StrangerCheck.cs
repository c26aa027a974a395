using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>Passes over all rows and reports held for those of outlets and months that no statement tells of,
/// which the look at each outlet does not meet.</summary>
internal sealed class StrangerCheck(IStatedFigures figures, OfficeFaults faults)
{
    /// <summary>Months that have days, and months and quarters with a statement of their own.</summary>
    private readonly HashSet<(OutletId Outlet, PeriodKind Kind, DateOnly First)> _told = [];

    private readonly HashSet<OutletId> _unread = [];

    /// <summary>Rows that no outlet's look had met.</summary>
    public long Rows { get; private set; }

    /// <param name="outlet">Whose chain.</param>
    /// <param name="chain">Null where it could not be read: nothing is said of its rows.</param>
    public void Know(OutletId outlet, ChainReading? chain)
    {
        if (chain is null)
        {
            _unread.Add(outlet);
            return;
        }

        foreach (var (kind, first) in chain.Newest.Keys)
            _told.Add((outlet, kind, kind == PeriodKind.Day ? StatedChange.Month(first) : first));
    }

    public void Run()
    {
        foreach (var (from, to) in Windows())
        {
            foreach (var grain in new[] { Grain.Day, Grain.Month })
            {
                foreach (var part in Enum.GetValues<StatedPart>())
                    Try(() => Look(figures.Rows(new(grain, part, from, to))));
            }

            foreach (var kind in new[] { PeriodKind.Day, PeriodKind.Month, PeriodKind.Quarter })
                Try(() => Look(figures.Reports(kind, from, to)));
        }
    }

    private void Look(IEnumerable<StatedRow> rows)
    {
        foreach (var (key, counts) in rows)
        {
            if (Told(key.Outlet, PeriodKind.Day, StatedChange.Month(key.First))
                && (key.Grain == Grain.Day || key.First.Day == 1)) continue;
            Rows++;
            faults.Add(key.Outlet, $"{StatedWords.Of(key)}: a row is held that no statement makes "
                + $"({StatedWords.Counts(counts)})");
        }
    }

    private void Look(IEnumerable<StatedReport> reports)
    {
        foreach (var report in reports)
        {
            var (kind, first) = (report.Period.Kind, report.Period.From);
            if (Told(report.Outlet, kind, kind == PeriodKind.Day ? StatedChange.Month(first) : first))
                continue;
            Rows++;
            faults.Add(report.Outlet, $"{report.Period}: a report is held that no statement makes");
        }
    }

    /// <summary>All days: each month that statements tell of, and what lies between.</summary>
    private IEnumerable<(DateOnly From, DateOnly To)> Windows()
    {
        var next = DateOnly.MinValue;
        foreach (var month in _told.Select(t => StatedChange.Month(t.First)).Distinct().Order())
        {
            if (month > next) yield return (next, month.AddDays(-1));
            var last = Period.Month(month).To;
            yield return (month, last);
            if (last == DateOnly.MaxValue) yield break;
            next = last.AddDays(1);
        }

        yield return (next, DateOnly.MaxValue);
    }

    private bool Told(OutletId outlet, PeriodKind kind, DateOnly first) =>
        _unread.Contains(outlet) || _told.Contains((outlet, kind, first));

    private void Try(Action look)
    {
        try
        {
            look();
        }
        catch (StoreException e)
        {
            faults.Add(null, $"the rows of all outlets cannot be read to their end: {e.Message}");
        }
    }
}
