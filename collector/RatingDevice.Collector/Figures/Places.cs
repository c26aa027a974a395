using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>Which outlets a query has to be asked of.</summary>
internal static class Places
{
    /// <summary>Outlets asked one by one; more are asked for together.</summary>
    public const int MostApart = 8;

    /// <summary>
    /// The outlet asked for, or null for all. A teller's days lie among everybody's days, and a teller works
    /// at few outlets: the months tell which, so that the days of the others are not looked through. A
    /// bank finds a teller's rows by key.
    /// </summary>
    public static IReadOnlyList<OutletId?> Of(ISums store, FigureQuery query)
    {
        if (store is IUnitSums || query.Scope is not { Teller: { } teller, Outlet: null }
            || Cover.Of(query.Period, query.By).All(s => s.Grain == Grain.Month))
            return [query.Scope.Outlet];
        var months = new SumQuery(
            Grain.Month, Period.Month(query.Period.From).From, Period.Month(query.Period.To).To,
            [MeasureFamily.Figures], Teller: teller)
        {
            Together = true,
        };
        var outlets = store.Sums(months).Select(c => c.Post.Outlet).Distinct().Order().ToList();
        return outlets.Count > MostApart ? [null] : [.. outlets.Select(o => (OutletId?)o)];
    }
}
