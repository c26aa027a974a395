using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>
/// A bank's sums out of the rows of received statements. Questions that do not tell tellers apart read the
/// rows of whole outlets only. An outlet counts, each business day, for the units it stood under on that day,
/// so a month in which it moved is read by days, and every other month as one row. In a part of a bank the
/// days an outlet stood elsewhere never count, whatever is held of them.
/// </summary>
internal sealed class BankSums(IStatedFigures figures, BankTree tree) : IUnitSums
{
    /// <summary>Outlets asked for one by one; of more, all rows are read and the others left out.</summary>
    private const int MostOneByOne = 400;

    public UnitId? Unit(OutletId outlet, UnitId? below, DateOnly day)
    {
        if ((below ?? tree.Root?.Id) is not { } unit || !tree.Below(outlet, unit, day)) return null;
        return tree.Branch(outlet, unit, day)?.Id ?? unit;
    }

    public IEnumerable<RollupCell> Sums(SumQuery query)
    {
        if (query.Grain == Grain.Hour || query.Counter is not null) return [];
        var parts = Parts(query).ToList();
        var isOfUnits = query.Units || tree.IsPart;
        return parts.SelectMany(part => isOfUnits ? OfUnits(query, part) : Cells(Rows(query, part, null)))
            .Where(c => (!query.Nobody || c.Teller is null) && (!query.Tallied || Tally.Counts(c.Measure)));
    }

    private static IEnumerable<StatedPart> Parts(SumQuery query)
    {
        if (query.Families.Contains(MeasureFamily.Figures))
            yield return query.Whole ? StatedPart.Whole : StatedPart.Teller;
        if (query.Families.Contains(MeasureFamily.Waits) && query.Whole) yield return StatedPart.Waits;
    }

    private IEnumerable<StatedRow> Rows(SumQuery query, StatedPart part, OutletId? outlet) =>
        figures.Rows(new(query.Grain, part, query.From, query.To, outlet ?? query.Outlet, query.Teller));

    /// <summary>Rows that count for the unit, each with the day that says where its outlet stood.</summary>
    private IEnumerable<RollupCell> OfUnits(SumQuery query, StatedPart part)
    {
        if ((query.Unit ?? tree.Root?.Id) is not { } unit) return [];
        return query.Grain == Grain.Day
            ? Cells(Below(query, part, unit, [.. Spans(query)]))
            : Months(query).SelectMany(month => OfMonth(query with { From = month, To = month }, part, unit));
    }

    private IEnumerable<RollupCell> OfMonth(SumQuery query, StatedPart part, UnitId unit)
    {
        var month = Period.Month(query.From);
        var changes = tree.Changes(month.From, month.To).ToList();
        if (changes.Count == 0) return Cells(Below(query, part, unit, [query.From]));
        var moved = tree.Outlets.Where(o => tree.Moved(o.Id, month.From, changes)).Select(o => o.Id)
            .ToHashSet();
        var still = Below(query, part, unit, [query.From]).Where(r => !moved.Contains(r.Key.Outlet));
        var days = moved.Where(o => query.Outlet is null || query.Outlet == o)
            .SelectMany(o => Rows(query with { Grain = Grain.Day, To = month.To }, part, o))
            .Where(r => tree.Below(r.Key.Outlet, unit, r.Key.First));
        return Cells(still.Concat(days));
    }

    /// <summary>Rows of outlets that stand below the unit on the row's first day.</summary>
    /// <param name="looked">Days on which to look who might.</param>
    private IEnumerable<StatedRow> Below(
        SumQuery query, StatedPart part, UnitId unit, IReadOnlyList<DateOnly> looked)
    {
        if (query.Outlet is not null || unit == tree.Root?.Id)
            return Rows(query, part, null).Where(r => tree.Below(r.Key.Outlet, unit, r.Key.First));
        var outlets = looked.SelectMany(d => tree.OutletsBelow(unit, d)).Select(o => o.Id).Distinct()
            .ToList();
        return (outlets.Count <= MostOneByOne ? outlets.SelectMany(o => Rows(query, part, o))
            : Rows(query, part, null)).Where(r => tree.Below(r.Key.Outlet, unit, r.Key.First));
    }

    private IEnumerable<DateOnly> Spans(SumQuery query) =>
        tree.Changes(query.From, query.To).Prepend(query.From);

    private static IEnumerable<DateOnly> Months(SumQuery query)
    {
        for (var month = StatedChange.Month(query.From); month <= query.To; month = month.AddMonths(1))
            if (month >= query.From) yield return month;
    }

    private static IEnumerable<RollupCell> Cells(IEnumerable<StatedRow> rows)
    {
        Post? post = null; // rows of one outlet come together
        foreach (var row in rows)
        {
            if (post?.Outlet != row.Key.Outlet) post = Nowhere.At(row.Key.Outlet);
            var slot = new HourSlot(row.Key.First, 0);
            foreach (var (measure, count) in StatedCounts.Read(row.Counts))
                yield return new(slot, post, row.Key.Teller, measure, count);
        }
    }
}
