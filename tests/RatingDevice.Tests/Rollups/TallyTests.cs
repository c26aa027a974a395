using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Rollups;

public sealed class TallyTests
{
    [Fact]
    public void A_first_rating_counts_once_and_its_level_once() =>
        Assert.Equal(
            [("rated", 1L), ("level:fair", 1L)], Deltas(Event(EventKind.Rated) with { Level = Fair }));

    [Fact]
    public void A_change_of_mind_moves_the_level_and_not_the_number_of_ratings() => Assert.Equal(
        [("level:good", -1L), ("level:fair", 1L)],
        Deltas(Event(EventKind.Rated) with { Level = Fair, Was = LevelCode.Parse("good"), Replaces = 6 }));

    [Fact]
    public void Invited_unrated_and_every_stray_press_count()
    {
        Assert.Equal([("invited", 1L)], Deltas(Event(EventKind.Invited)));
        Assert.Equal([("unrated", 1L)], Deltas(Event(EventKind.Unrated)));
        Assert.Equal([("stray", 9L)], Deltas(Event(EventKind.Stray) with { Count = 9, Level = Fair }));
    }

    private static LevelCode Fair => LevelCode.Parse("fair");

    private static IEnumerable<(string, long)> Deltas(CounterEvent e) =>
        Tally.Deltas(e).Select(d => (d.Measure, d.Count));

    private static CounterEvent Event(EventKind kind) => new(
        JournalId.Parse("j"), 7, kind, TestBranch.Post("d-1"), null, null, DateTimeOffset.UnixEpoch,
        PlacedBy.Clock, new HourSlot(new DateOnly(2026, 11, 21), 9), 5, null, null, null, null,
        Trigger.Panel, 1);
}
