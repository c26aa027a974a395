using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Export;

/// <summary>
/// Every counted rating once: where a customer changed the mind the last press stands, with the level before
/// it. An auditor may ask for the replaced presses too; they are marked as not counted.
/// </summary>
/// <param name="store">A snapshot: it is read twice, and both readings must see the same.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="definitions">What levels mean.</param>
internal sealed class RatingsQuery(
    IRatingStore store, BranchRegistry registry, DefinitionBook definitions)
{
    /// <summary>
    /// Ratings in order of time. The replaced ones are looked up first (they are few), because a clock set
    /// back between two presses may put the later one first. An invitation counts in one hour, so none is
    /// split by the period.
    /// </summary>
    public IEnumerable<RatingRow> Ratings(FigureQuery query, bool withReplaced = false)
    {
        var replaced = Rated(query)
            .Where(e => e.Replaces is not null).Select(e => (e.Journal, e.Replaces!.Value)).ToHashSet();
        foreach (var e in Rated(query))
        {
            var counted = !replaced.Contains((e.Journal, e.N));
            if ((counted || withReplaced) && e.Level is { } level)
                yield return Row(e, level, counted, Definition(query, e.Slot.Day));
        }
    }

    private IEnumerable<CounterEvent> Rated(FigureQuery query)
    {
        var (outlet, counter, teller) = (query.Scope.Outlet, query.Scope.Counter, query.Scope.Teller);
        return store.Events(query.Period.From, query.Period.To).Where(e => e.Kind == EventKind.Rated
            && (outlet is null || e.Post.Outlet == outlet)
            && (counter is null || e.Post.Counter == counter) && (teller is null || e.Teller == teller));
    }

    private Definition Definition(FigureQuery query, DateOnly day) =>
        query.Definition is { } id ? definitions.Find(id) : definitions.On(day);

    private RatingRow Row(CounterEvent e, LevelCode level, bool counted, Definition definition)
    {
        var zone = registry.Outlet(e.Post.Outlet).Zone;
        return new(e, counted, TimeZoneInfo.ConvertTime(e.At, zone), zone.Id,
            e.Teller is { } teller ? registry.NameOf(e.Post.Outlet, teller) : null,
            definition, level, definition.Levels.FirstOrDefault(l => l.Code == level));
    }
}

/// <summary>One rating.</summary>
/// <param name="Event">The entry.</param>
/// <param name="Counted">False for a press that a later one replaced.</param>
/// <param name="Local">When it was pressed, on the outlet's wall clock.</param>
/// <param name="Zone">The outlet's time zone.</param>
/// <param name="TellerName">Null for the unattributed bucket and for an unknown teller.</param>
/// <param name="Definition">What the level means.</param>
/// <param name="Level">The level pressed.</param>
/// <param name="Meaning">Null for a level outside the definition.</param>
internal sealed record RatingRow(
    CounterEvent Event, bool Counted, DateTimeOffset Local, string Zone, string? TellerName,
    Definition Definition, LevelCode Level, LevelMeaning? Meaning)
{
    /// <summary>Ids of the rules that flagged it, a blank between; null for none, or where nobody
    /// asked.</summary>
    public string? Flags { get; init; }
}
