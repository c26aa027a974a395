using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>The newest edition of a period, by the chain itself.</summary>
/// <param name="Edition">Which, and its digest.</param>
/// <param name="N">Its number.</param>
/// <param name="Came">When the first edition was kept.</param>
internal sealed record NewestEdition(HeldEdition Edition, long N, DateTimeOffset Came);

/// <summary>What an outlet's chain says, read to its end.</summary>
/// <param name="Outlet">Whose.</param>
/// <param name="Newest">Each period it tells of, in order.</param>
/// <param name="Tellers">Whom it names, as last named.</param>
internal sealed record ChainReading(
    OutletId Outlet, SortedDictionary<(PeriodKind Kind, DateOnly First), NewestEdition> Newest,
    Dictionary<TellerId, StatedTeller> Tellers);
