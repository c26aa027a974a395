using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Dashboard.Pages.Assessment;
using RatingDevice.Collector.Dashboard.Pages.Audits;
using RatingDevice.Collector.Dashboard.Pages.Branches;
using RatingDevice.Collector.Dashboard.Pages.Reconciliation;
using RatingDevice.Collector.Dashboard.Pages.Reported;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard;

/// <summary>What head office's pages look at.</summary>
/// <param name="Store">Where received statements are kept.</param>
/// <param name="Snapshot">Opens the store as of one moment.</param>
/// <param name="Tree">The tree in force: the whole bank's, or that below the unit.</param>
/// <param name="Time">Clock.</param>
internal sealed record BankParts(
    IRatingStore Store, Func<IRatingStore> Snapshot, Func<BankTree> Tree, TimeProvider Time)
{
    /// <summary>Whose pages they are: they begin at this unit; null for the root of the tree.</summary>
    public UnitId? Unit { get; init; }

    /// <summary>Questions about days, and what was found.</summary>
    public Func<IReadOnlyList<AuditLine>> Audits { get; init; } = () => [];

    /// <summary>What figures mean.</summary>
    public DefinitionBook Definitions { get; init; } = DefinitionBook.BuiltIn;

    /// <summary>How statements get on to the level above.</summary>
    public Func<UplinkAnswer> Uplink { get; init; } =
        () => UplinkAnswer.Of(null, Store.Statements, null, waits: false);
}

/// <summary>Pages and API of head office, or of any unit that receives statements; no server.</summary>
internal sealed class BankDashboard
{
    private readonly BankParts _parts;
    private readonly FigureSource _source;
    private readonly ExportsUnderWay _underWay;
    private volatile Part? _part;

    public BankDashboard(BankParts parts)
    {
        _parts = parts;
        _underWay = new(parts.Time);
        var registry = new BankRegistry(Tree, () => parts.Store.Statements.Figures);
        _source = new(
            parts.Snapshot, () => registry.Current, parts.Definitions,
            (held, period) => BankRegistry.Ends(held.Statements.Figures, period))
        {
            Sums = held => new BankSums(held.Statements.Figures, Tree()), Tree = Tree,
        };
    }

    /// <summary>What pages and API ask.</summary>
    public FigureSource Figures => _source;

    /// <summary>Everything that answers questions; receiving has routes of its own.</summary>
    public IEnumerable<Action<IEndpointRouteBuilder>> Routes()
    {
        yield return MapPages;
        yield return new QueryRoutes(_source).Map;
        yield return new WaitingRoutes(_source).Map;
        yield return new ExportRoutes(_source, _underWay, _parts.Time).Map;
        yield return new BankRoutes(_source, _parts.Time).Map;
    }

    /// <summary>The bank below our own unit, made once a tree.</summary>
    private BankTree Tree()
    {
        var whole = _parts.Tree();
        if (_parts.Unit is not { } unit) return whole;
        if (_part is { } made && ReferenceEquals(made.Whole, whole)) return made.Own;
        var own = whole.Part(unit);
        _part = new(whole, own);
        return own;
    }

    private void MapPages(IEndpointRouteBuilder routes)
    {
        var nobody = new FleetBook(TimeSpan.FromMinutes(1), _parts.Time); // devices speak to their branches
        var desk = new PageDesk(_source, nobody, SiteRole.Bank, _underWay, _parts.Time);
        routes.MapGet(SiteMap.Hall, () => Results.Redirect(SiteMap.Reported)).ExcludeFromDescription();
        ReportRoutes.MapShared(desk, _parts.Uplink, routes);
        desk.Page<ReportedPage, ReportedModel>(routes, SiteMap.Reported, ReportedModel.Ask);
        desk.Page<BranchesPage, BranchesModel>(routes, SiteMap.Branches, BranchesPage.Ask);
        desk.Page<AssessmentPage, AssessmentModel>(routes, SiteMap.Assessment, AssessmentModel.Ask);
        desk.Page<ReconciliationPage, ReconciliationModel>(
            routes, SiteMap.Reconciliation, ReconciliationModel.Ask);
        desk.Page<AuditsPage, AuditsModel>(
            routes, SiteMap.Audits, (frame, _) => AuditsModel.Ask(frame, _parts.Audits()));
    }

    private sealed record Part(BankTree Whole, BankTree Own);
}
