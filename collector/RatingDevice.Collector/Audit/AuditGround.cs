using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Audit;

/// <summary>What is known here besides the statement that is looked at.</summary>
/// <param name="Newest">The newest edition held of an outlet's day; null for none.</param>
/// <param name="Last">The last day an outlet has stated; null where nothing is held of it.</param>
/// <param name="Rules">How an outlet cuts a day, as the bank's file says; null where nobody knows.</param>
internal sealed record AuditGround(
    Func<OutletId, DateOnly, SignedStatement?> Newest, Func<OutletId, DateOnly?> Last,
    Func<OutletId, DateOnly, OutletRules?> Rules)
{
    /// <summary>Nothing.</summary>
    public static AuditGround None { get; } = new((_, _) => null, _ => null, (_, _) => null);

    /// <param name="statements">Held here.</param>
    /// <param name="rules">Of the bank's file; null where there is none.</param>
    public static AuditGround Of(
        IStatementStore statements, Func<OutletId, DateOnly, OutletRules?>? rules) => new(
        (outlet, day) => statements.Newest(outlet, PeriodKind.Day, day, day).LastOrDefault()?.Signed,
        outlet => statements.Span(outlet, PeriodKind.Day)?.Last, rules ?? ((_, _) => null));
}
