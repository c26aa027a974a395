using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Account;

/// <summary>A business day of an outlet whose derived cells are not made of all that is held.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Day">The business day.</param>
/// <param name="Mark">Grows with each change of the day.</param>
internal sealed record DirtyDay(OutletId Outlet, DateOnly Day, long Mark);

/// <summary>A day's derived cells, made of all that was held at its mark.</summary>
/// <param name="Day">Which.</param>
/// <param name="Cells">All of them; those before are replaced.</param>
internal sealed record SettledDay(DirtyDay Day, IReadOnlyList<RollupCell> Cells);
