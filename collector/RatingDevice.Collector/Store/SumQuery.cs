using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store;

/// <summary>How long a time one cell stands for.</summary>
internal enum Grain
{
    /// <summary>An hour of a business day.</summary>
    Hour,

    /// <summary>A business day; its slot has hour 0.</summary>
    Day,

    /// <summary>A calendar month of business days; its slot is the first day, hour 0.</summary>
    Month,
}

/// <summary>Which cells to read.</summary>
/// <param name="Grain">Of the cells; with Month the days are a first and a last of a month.</param>
/// <param name="From">First business day.</param>
/// <param name="To">Last business day, included.</param>
/// <param name="Families">Which measures.</param>
/// <param name="Outlet">Only this outlet; null for all.</param>
/// <param name="Counter">Only this counter; null for all.</param>
/// <param name="Teller">Only this teller; null for all.</param>
internal sealed record SumQuery(
    Grain Grain, DateOnly From, DateOnly To, IReadOnlyList<MeasureFamily> Families,
    OutletId? Outlet = null, CounterId? Counter = null, TellerId? Teller = null)
{
    /// <summary>All slots added up: each cell once, at the first day asked for, in no order. A bank need not:
    /// its rows are few.</summary>
    public bool Together { get; init; }

    /// <summary>Only cells that follow entries, none that is derived.</summary>
    public bool Tallied { get; init; }

    /// <summary>Only cells of no teller, where nobody was signed on or nobody could be.</summary>
    public bool Nobody { get; init; }

    /// <summary>True where nobody asks which counter or teller it was: then the sums of an outlet will do,
    /// where they are kept.</summary>
    public bool Whole { get; init; }

    /// <summary>True where the units that outlets stand under matter. Only a bank has units.</summary>
    public bool Units { get; init; }

    /// <summary>Only what counts for this unit; null for the whole bank.</summary>
    public UnitId? Unit { get; init; }

    /// <summary>The slot a cell of an hour is summed into.</summary>
    public static HourSlot Slot(HourSlot hour, Grain grain) => grain switch
    {
        Grain.Hour => hour,
        Grain.Day => new(hour.Day, 0),
        _ => new(new DateOnly(hour.Day.Year, hour.Day.Month, 1), 0),
    };

    /// <summary>True where there is one slot only, and nothing to be added up.</summary>
    public bool IsOfOneSlot =>
        Grain != Grain.Hour && Slot(new(From, 0), Grain) == Slot(new(To, 0), Grain);

    /// <summary>True where the query asks for the cell.</summary>
    public bool Asks(RollupCell cell) =>
        (Outlet is null || cell.Post.Outlet == Outlet) && (Counter is null || cell.Post.Counter == Counter)
        && (Teller is null || cell.Teller == Teller) && Families.Contains(Measures.Family(cell.Measure))
        && (!Nobody || cell.Teller is null) && (!Tallied || Tally.Counts(cell.Measure));

    /// <summary>Adds cells of several slots up, for a store that cannot do so as it reads.</summary>
    public IReadOnlyList<RollupCell> Add(IEnumerable<RollupCell> cells)
    {
        var (sums, slot) = (new RollupSums(), new HourSlot(From, 0));
        foreach (var cell in cells) sums.Add(cell with { Slot = slot });
        return sums.Cells();
    }
}
