using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Statements;

/// <summary>
/// Figures of received statements: a row for each outlet, teller and day, and for each month, kept in the
/// transaction that keeps the statement. Always equal to rows made anew from the newest editions.
/// </summary>
internal interface IStatedFigures
{
    /// <summary>Rows of one grain and part whose first day lies in a range, by first day; those of one outlet
    /// and day come together. With an outlet or a teller it touches no row of others.</summary>
    IEnumerable<StatedRow> Rows(StatedQuery query);

    /// <summary>The newest edition of every period of a kind that begins in a range, by first day.</summary>
    /// <param name="kind">Day, month or quarter.</param>
    /// <param name="from">First of the range.</param>
    /// <param name="to">Last of the range.</param>
    /// <param name="outlet">Only this one's; null for all.</param>
    IEnumerable<StatedReport> Reports(PeriodKind kind, DateOnly from, DateOnly to, OutletId? outlet = null);

    /// <summary>The newest editions of days in a range that miss entries, by first day. Costs what there are
    /// of them.</summary>
    IReadOnlyList<StatedReport> Incomplete(DateOnly from, DateOnly to);

    /// <summary>A teller wherever statements name one, by outlet.</summary>
    IReadOnlyList<StatedTeller> Find(TellerId teller);
}

/// <summary>Which rows to read.</summary>
/// <param name="Grain">Day or month.</param>
/// <param name="Part">Of the outlets.</param>
/// <param name="From">First day a row may begin.</param>
/// <param name="To">Last day a row may begin.</param>
/// <param name="Outlet">Only this outlet; null for all.</param>
/// <param name="Teller">Only this teller; null for all.</param>
internal sealed record StatedQuery(
    Grain Grain, StatedPart Part, DateOnly From, DateOnly To, OutletId? Outlet = null,
    TellerId? Teller = null)
{
    /// <summary>True where it asks for the row.</summary>
    public bool Asks(StatedKey key) => key.Grain == Grain && key.Part == Part && key.First >= From
        && key.First <= To && (Outlet is null || key.Outlet == Outlet)
        && (Teller is null || key.Teller == Teller);
}
