using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Account;

/// <summary>All that is held of an outlet's business day; derived cells and flags follow from it
/// alone.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Day">The business day.</param>
/// <param name="Rules">Cut the day into hours.</param>
/// <param name="Events">Typed rows of the day, in any order.</param>
/// <param name="Moments">What devices told of themselves, in any order.</param>
/// <param name="Served">What the feed told, in any order; no ticket twice.</param>
internal sealed record OutletDay(
    OutletId Outlet, DateOnly Day, OutletRules Rules, IReadOnlyList<CounterEvent> Events,
    IReadOnlyList<DeviceMoment> Moments, IReadOnlyList<ServedRow> Served)
{
    /// <summary>Reads a day.</summary>
    public static OutletDay Read(IRatingStore store, OutletId outlet, DateOnly day, OutletRules rules) => new(
        outlet, day, rules, [.. store.Events(outlet, day)], store.Moments(outlet, day),
        store.Served(outlet, day));
}
