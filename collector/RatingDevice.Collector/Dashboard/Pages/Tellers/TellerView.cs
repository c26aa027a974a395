using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Dashboard.Pages.Tellers;

/// <summary>The page of an id. In a branch it is one teller's; in a bank several outlets may have somebody of
/// that id, and which one is meant is asked, never guessed.</summary>
/// <param name="Frame">Asks for the outlet, where only one has the id.</param>
/// <param name="Teller">The id.</param>
/// <param name="One">The teller meant; null where there are several.</param>
/// <param name="Several">Those that may be meant, by outlet.</param>
internal sealed record TellerView(
    PageFrame Frame, TellerId Teller, TellerModel? One, IReadOnlyList<StatedTeller> Several)
{
    /// <summary>Null for an id nobody has.</summary>
    public static TellerView? Ask(PageFrame frame, PageSource source)
    {
        if (!TellerId.TryParse(frame.Id, out var teller)) return null;
        if (frame.Tree is not { } tree) return Of(frame, source, teller, isKnown: false);
        var told = source.Store.Statements.Figures.Find(teller).Where(t => Stands(frame, tree, t.Outlet))
            .OrderBy(t => t.Outlet).ToList();
        if (told.Count > 1) return new(frame, teller, null, told);
        return Of(told is [var only] ? frame with { Ask = frame.Ask with { Outlet = only.Outlet } } : frame,
            source, teller, told.Count > 0);
    }

    private static TellerView? Of(PageFrame frame, PageSource source, TellerId teller, bool isKnown) =>
        TellerModel.Ask(frame, source, teller, isKnown) is { } one ? new(frame, teller, one, []) : null;

    private static bool Stands(PageFrame frame, BankTree tree, OutletId outlet) =>
        tree.Outlet(outlet) is not null
        && (frame.Ask.Outlet is null || frame.Ask.Outlet == outlet)
        && (frame.Ask.Unit is not { } unit || tree.LastBelow(outlet, unit, frame.Ask.Period) is not null);
}
