using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>The bank as pages and exports want a registry: outlets and units by the tree, tellers as
/// statements name them. Made once a tree.</summary>
/// <param name="tree">The tree in force.</param>
/// <param name="figures">For names of tellers.</param>
internal sealed class BankRegistry(Func<BankTree> tree, Func<IStatedFigures> figures)
{
    private volatile Made? _made;

    /// <summary>Of the tree in force.</summary>
    public BranchRegistry Current
    {
        get
        {
            var now = tree();
            if (_made is { } made && ReferenceEquals(made.Tree, now)) return made.Registry;
            var registry = new BranchRegistry(
                now.Outlets.Select(o => new OutletRecord(o.Id, o.Name, o.Rules)), [], [], [])
            {
                Told = (outlet, teller) =>
                    figures().Find(teller).FirstOrDefault(t => t.Outlet == outlet)?.Name,
                Units = unit => now.Unit(unit)?.Name,
            };
            _made = new(now, registry);
            return registry;
        }
    }

    /// <summary>Ends of journals that outlets said were missing when they closed their days. The same end may
    /// stand in many days, so the greatest of an outlet counts, from the first of them to the last.</summary>
    public static IReadOnlyList<MissingEnd> Ends(IStatedFigures figures, Period period) =>
    [
        .. figures.Incomplete(period.From, period.To).GroupBy(r => r.Outlet).Select(r => new MissingEnd(
            Nowhere.At(r.Key), r.Min(d => d.Period.From), r.Max(d => d.Period.From), r.Max(d => d.Missing))),
    ];

    private sealed record Made(BankTree Tree, BranchRegistry Registry);
}
