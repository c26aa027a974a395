using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>Periods as stores keep them: kind and first day.</summary>
internal static class StatedPeriods
{
    public static Period Of(PeriodKind kind, DateOnly first) => kind switch
    {
        PeriodKind.Month => Period.Month(first),
        PeriodKind.Quarter => Period.Quarter(first),
        _ => Period.Day(first),
    };
}
