using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Export;

/// <summary>
/// Every counted rating once: where a customer changed the mind the last press stands, with the level before
/// it.
/// </summary>
/// <param name="store">A snapshot: it is read twice, and both readings must see the same.</param>
/// <param name="registry">For names and zones.</param>
internal sealed class RatingsQuery(IRatingStore store, BranchRegistry registry)
{
    /// <summary>
    /// Ratings in order of time. The replaced ones are looked up first (few), because a clock set back
    /// between two presses may put the later one first. An invitation counts in one hour, so none is split by
    /// the period.
    /// </summary>
    public IEnumerable<RatingRow> Ratings(Period period, OutletId? only = null)
    {
        var replaced = Rated(period, only)
            .Where(e => e.Replaces is not null).Select(e => (e.Journal, e.Replaces!.Value)).ToHashSet();
        foreach (var e in Rated(period, only))
            if (!replaced.Contains((e.Journal, e.N)) && e.Level is { } level) yield return Row(e, level);
    }

    private IEnumerable<CounterEvent> Rated(Period period, OutletId? only) => store
        .Events(period.From, period.To)
        .Where(e => e.Kind == EventKind.Rated && (only is null || e.Post.Outlet == only));

    private RatingRow Row(CounterEvent e, LevelCode level)
    {
        var definition = Definition.On(e.Slot.Day);
        var zone = registry.Outlet(e.Post.Outlet).Zone;
        return new(e, TimeZoneInfo.ConvertTime(e.At, zone), zone.Id,
            e.Teller is { } teller ? registry.NameOf(teller) : null,
            definition, level, definition.Levels.FirstOrDefault(l => l.Code == level));
    }
}

/// <summary>One counted rating.</summary>
/// <param name="Event">The entry that stands.</param>
/// <param name="Local">When it was pressed, on the outlet's wall clock.</param>
/// <param name="Zone">The outlet's time zone.</param>
/// <param name="TellerName">Null for the unattributed bucket and for an unknown teller.</param>
/// <param name="Definition">What the level means.</param>
/// <param name="Level">The level that stands.</param>
/// <param name="Meaning">Null for a level outside the definition.</param>
internal sealed record RatingRow(
    CounterEvent Event, DateTimeOffset Local, string Zone, string? TellerName, Definition Definition,
    LevelCode Level, LevelMeaning? Meaning);
