using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Dashboard.Pages.Sending;

/// <summary>Statements of an outlet that have no receipt.</summary>
/// <param name="Outlet">Whose.</param>
/// <param name="Waiting">How many of those looked at.</param>
/// <param name="First">Period of the first of them.</param>
/// <param name="Since">When that one was kept.</param>
internal sealed record OutletBacklog(OutletId Outlet, int Waiting, string First, DateTimeOffset Since);

/// <summary>Statements on their way to the level above: how far they are, what waits, and for what.</summary>
/// <param name="State">As the API tells it.</param>
/// <param name="Waiting">By outlet, the longest first; of the oldest statements only.</param>
internal sealed record SendingModel(UplinkAnswer State, IReadOnlyList<OutletBacklog> Waiting)
{
    /// <summary>Statements looked at to say who waits.</summary>
    public const int MostWaiting = 500;

    /// <summary>Statements with a receipt.</summary>
    public long Delivered => State.Made - State.Backlog;

    public static SendingModel Ask(PageSource source, UplinkAnswer state)
    {
        var waiting = state.Sending ? source.Store.Statements.Unsent(MostWaiting) : [];
        return new(state,
        [
            .. waiting.GroupBy(k => k.Signed.Head.Outlet).Select(Of)
                .OrderBy(b => b.Since).ThenBy(b => b.Outlet),
        ]);
    }

    private static OutletBacklog Of(IGrouping<OutletId, KeptStatement> outlet)
    {
        var first = outlet.MinBy(k => k.Signed.Head.N)!;
        return new(outlet.Key, outlet.Count(), first.Signed.Head.Period, first.Kept);
    }
}
