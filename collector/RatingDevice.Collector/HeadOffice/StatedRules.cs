using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>A day that an outlet cut otherwise than the bank's file says.</summary>
/// <param name="Day">Which.</param>
/// <param name="Zone">The outlet's time zone, by its statement.</param>
/// <param name="CutOver">The hour its day began, by its statement.</param>
/// <param name="Known">By the bank's file.</param>
internal sealed record OtherRules(DateOnly Day, string Zone, int CutOver, OutletRules Known)
{
    /// <summary>Null where the statement's day is cut as the file says.</summary>
    public static OtherRules? Of(StatementHead head, DateOnly day, OutletRules known) =>
        head.CutOver == known.CutOverHour && (head.Zone == known.Zone.Id
            || (TimeZoneInfo.TryFindSystemTimeZoneById(head.Zone, out var zone)
                && zone.HasSameRules(known.Zone))) // another name of the same
            ? null : new(day, head.Zone, head.CutOver, known);
}

/// <summary>How an outlet's days were cut, by its own statements, against the bank's file: by another zone or
/// cut-over hour presses would move from a day to the next.</summary>
/// <param name="outlet">As the file has it.</param>
internal sealed class StatedRules(BankOutlet outlet)
{
    private readonly SortedDictionary<DateOnly, OtherRules> _otherwise = [];

    /// <summary>Days cut otherwise by their newest edition.</summary>
    public IReadOnlyCollection<OtherRules> Otherwise => _otherwise.Values;

    /// <param name="head">Of the chain, in its order.</param>
    public void Add(StatementHead head)
    {
        if (Statement.PeriodOf(head.Period) is not { Kind: PeriodKind.Day, From: var day }) return;
        if (OtherRules.Of(head, day, outlet.RulesOn(day)) is { } other) _otherwise[day] = other;
        else _otherwise.Remove(day);
    }
}
