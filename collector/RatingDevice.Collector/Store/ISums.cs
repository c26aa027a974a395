using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store;

/// <summary>What figures are made of: a branch's rollups, or at head office the rows of statements.</summary>
internal interface ISums
{
    /// <summary>
    /// Cells of one grain, Tally's and derived, whose slot lies in the query's days, sorted by key; cells of
    /// 0 are left out. Reading a month costs what the month's tellers and measures cost, however many ratings
    /// lie behind them.
    /// </summary>
    IEnumerable<RollupCell> Sums(SumQuery query);
}

/// <summary>The sums of a bank, whose outlets stand under units. Cells come by slot, and those of one outlet
/// together; where a query asks for units, some of a month may come as days.</summary>
internal interface IUnitSums : ISums
{
    /// <summary>The unit directly below another that an outlet counts for on a day: that other one itself for
    /// an outlet directly below it, null for one that is not below it.</summary>
    /// <param name="outlet">Which.</param>
    /// <param name="below">The other; null for head office.</param>
    /// <param name="day">When.</param>
    UnitId? Unit(OutletId outlet, UnitId? below, DateOnly day);
}
