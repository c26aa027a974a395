using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Export;

/// <summary>
/// The one question behind every figure: page, API, HTTP export and command line all ask it, so they cannot
/// differ.
/// </summary>
/// <param name="store">Best a snapshot.</param>
/// <param name="registry">For names and zones.</param>
internal sealed class FiguresQuery(IRatingStore store, BranchRegistry registry)
{
    /// <summary>
    /// One row a teller, outlet and definition, in that order of outlet, teller (unattributed last),
    /// definition.
    /// </summary>
    /// <param name="period">Business days.</param>
    /// <param name="only">One outlet; null for all.</param>
    public IReadOnlyList<TellerRow> Tellers(Period period, OutletId? only = null) =>
    [
        .. from cell in store.Rollups(period.From, period.To)
           where only is null || cell.Post.Outlet == only
           group cell by (cell.Post.Outlet, Definition: Definition.On(cell.Slot.Day)) into cells
           from figures in TellerFigures.From(cells, cells.Key.Definition)
           orderby cells.Key.Outlet, figures.Teller is null, figures.Teller, cells.Key.Definition.ValidFrom
           select Row(cells.Key.Outlet, cells.Key.Definition, figures),
    ];

    private TellerRow Row(OutletId outlet, Definition definition, TellerFigures figures) => new(
        outlet, registry.NameOf(outlet), registry.Outlet(outlet).Zone.Id,
        figures.Teller is { } teller ? registry.NameOf(teller) : null, definition, figures);
}

/// <summary>One teller's figures at one outlet by one definition.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="OutletName">Null where the registry no longer has the outlet.</param>
/// <param name="Zone">The outlet's time zone.</param>
/// <param name="TellerName">Null for the unattributed bucket and for an unknown teller.</param>
/// <param name="Definition">What the figures mean.</param>
/// <param name="Figures">The figures.</param>
internal sealed record TellerRow(
    OutletId Outlet, string? OutletName, string Zone, string? TellerName, Definition Definition,
    TellerFigures Figures)
{
    /// <summary>"known", "unknown" (not in the registry), or "unattributed" (nobody was signed on).</summary>
    public string Standing =>
        Figures.Teller is null ? "unattributed" : TellerName is null ? "unknown" : "known";

    /// <summary>Invitations not closed yet, as far as is held.</summary>
    public long Open => Figures.Invited - Figures.Rated - Figures.Unrated;
}
