using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard;

/// <summary>What pages and API ask for figures: a branch's rollups, or the statements head office
/// received.</summary>
/// <param name="Snapshot">Opens the store as of one moment: a query reads more than once.</param>
/// <param name="Registry">For names and zones.</param>
/// <param name="Definitions">What figures mean.</param>
/// <param name="Ends">What devices wrote in a period and did not deliver; null where nobody knows.</param>
internal sealed record FigureSource(
    Func<IRatingStore> Snapshot, Func<BranchRegistry> Registry, DefinitionBook Definitions,
    Func<IRatingStore, Period, IReadOnlyList<MissingEnd>?> Ends)
{
    /// <summary>The sums of a store that is held.</summary>
    public Func<IRatingStore, ISums> Sums { get; init; } = store => store;

    /// <summary>The bank's tree; null at a branch.</summary>
    public Func<BankTree?> Tree { get; init; } = () => null;

    /// <summary>Answers a query out of a store that is held.</summary>
    public FigureSheet Ask(IRatingStore held, FigureQuery query) =>
        new FigureReader(Sums(held), Registry(), Definitions, Ends(held, query.Period)).Ask(query);
}
