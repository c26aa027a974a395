using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

/// <summary>
/// The true time of an entry is what the script's clock said; the device may believe in 1970.
/// </summary>
public sealed class PlacingTests : IDisposable
{
    private readonly FakeRatingStore _store = new();
    private readonly Feeder _feeder;

    public PlacingTests() => _feeder = new Feeder(_store);

    public void Dispose()
    {
        _feeder.Dispose();
        Assert.True(Verification.Run(_store, TestBranch.Registry).Ok);
    }

    [Fact]
    public void A_boot_in_1970_whose_clock_is_set_later_in_the_batch_is_placed_by_that_clock()
    {
        using var d = new JournalScript(clock: ClockQuality.Unsynced);
        var invited = d.Invite();
        var truth = d.Now;
        d.Wait(TimeSpan.FromSeconds(4)).Sync().Stray("fair");
        d.Wait(TimeSpan.FromHours(5)); // sent much later: arrival would do as well, but the clock wins
        var events = Feed(d);
        Assert.Equal((truth, PlacedBy.Clock), (events[0].At, events[0].By));
        Assert.Equal(invited, events[0].N);
        Assert.Equal((truth.AddSeconds(4), PlacedBy.Clock), (events[1].At, events[1].By));
        Assert.Equal(PlacedBy.Clock, _store.Anchors(d.Journal).Single().By);
    }

    [Fact]
    public void A_boot_that_never_had_a_clock_is_placed_by_the_arrival_of_its_batch()
    {
        using var d = new JournalScript(clock: ClockQuality.Unsynced);
        d.Invite();
        var truth = d.Now;
        d.Wait(TimeSpan.FromMinutes(90));
        var e = Feed(d).Single();
        Assert.Equal((truth, PlacedBy.Arrival), (e.At, e.By));
    }

    [Fact]
    public void An_anchor_is_fixed_once()
    {
        using var d = new JournalScript(clock: ClockQuality.Unsynced);
        d.Invite();
        Feed(d);
        var anchor = _store.Anchors(d.Journal).Single();
        d.Wait(TimeSpan.FromSeconds(20)).Stray("fair");
        var heldUp = d.Now.AddMinutes(3);
        var late = d.Message(d.BatchFrom(d.Head)) with { Received = heldUp };
        var e = _feeder.Feed(late).Events.Single();
        Assert.Equal(d.Now, e.At);
        Assert.Equal(anchor, _store.Anchors(d.Journal).Single());
    }

    [Fact]
    public void A_boot_that_was_never_online_follows_the_entry_before_it()
    {
        using var d = new JournalScript();
        d.Stray("fair");
        var before = d.Now;
        d.Reboot(TimeSpan.FromMinutes(10), ClockQuality.Unsynced);
        d.Wait(TimeSpan.FromMinutes(1)).Stray("fair");
        var up = d.Up;
        d.Reboot(TimeSpan.FromHours(1), ClockQuality.Unsynced).Stray("fair");
        var events = Feed(d);
        Assert.Equal((before + up, PlacedBy.Neighbours), (events[1].At, events[1].By));
        Assert.Equal((d.Now, PlacedBy.Arrival), (events[2].At, events[2].By));
        Assert.Equal(2, _store.Anchors(d.Journal).Count);
    }

    [Fact]
    public void A_boot_that_was_never_online_ends_before_the_boot_that_brought_it()
    {
        using var d = new JournalScript(clock: ClockQuality.Unsynced);
        d.Wait(TimeSpan.FromHours(3)).Stray("fair");
        d.Reboot(TimeSpan.FromMinutes(1), ClockQuality.Synced);
        var online = d.Now - d.Up;
        d.Started();
        var e = Feed(d).Single();
        Assert.Equal((online, PlacedBy.Neighbours), (e.At, e.By));
    }

    [Fact]
    public void Several_boots_offline_keep_their_order()
    {
        using var d = new JournalScript(clock: ClockQuality.Unsynced);
        for (var i = 0; i < 4; i++)
        {
            d.Wait(TimeSpan.FromMinutes(7)).Stray("fair");
            d.Reboot(TimeSpan.FromMinutes(30), ClockQuality.Unsynced).Stray("fair");
        }

        var events = Feed(d);
        Assert.Equal(events.OrderBy(e => e.At).ThenBy(e => e.N), events);
        Assert.Equal(d.Now, events[^1].At);
        Assert.All(
            events.Where(e => e.By == PlacedBy.Neighbours), e => Assert.True(e.At <= d.Now - d.Up));
    }

    [Fact]
    public void A_rating_counts_in_the_business_day_of_its_invitation()
    {
        // Shanghai, midnight: invited 23:59:50 on the 21st, pressed 00:00:05 on the 22nd
        var start = new DateTimeOffset(2026, 11, 21, 15, 59, 50, TimeSpan.Zero);
        using var d = new JournalScript(start: start);
        var rated = d.Rate(d.Invite(), "satisfied", 15_000 - 1);
        d.Change(rated, "fair", 500);
        d.Stray("fair");
        var events = Feed(d);
        Assert.Equal(new DateOnly(2026, 11, 22), BusinessDay.Slot(events[1].At, TestBranch.Shanghai).Day);
        Assert.All(events.Take(3), e => Assert.Equal(new HourSlot(new(2026, 11, 21), 23), e.Slot));
        Assert.Equal(new HourSlot(new(2026, 11, 22), 0), events[3].Slot);
    }

    [Fact]
    public void A_cut_over_hour_moves_the_small_hours_to_the_day_before()
    {
        // Zurich, cut-over 4: 03:59:55 local on the 21st is still the 20th
        var start = new DateTimeOffset(2026, 11, 21, 2, 59, 55, TimeSpan.Zero);
        using var d = new JournalScript("d-9", "o-2", start: start);
        d.Rate(d.Invite(), "satisfied", 10_000);
        d.Stray("fair");
        var events = Feed(d);
        Assert.All(events.Take(2), e => Assert.Equal(new HourSlot(new(2026, 11, 20), 3), e.Slot));
        Assert.Equal(new HourSlot(new(2026, 11, 21), 4), events[2].Slot);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_invitation_closed_by_another_boot_closes_in_its_own_hour(bool sameBatch)
    {
        using var d = new JournalScript();
        var invited = d.Invite();
        var slot = BusinessDay.Slot(d.Now, TestBranch.Shanghai);
        if (!sameBatch) Feed(d);
        d.Reboot(TimeSpan.FromHours(30), ClockQuality.Synced).Unrate(
            invited, afterMs: null, reason: UnratedReason.Restarted);
        using var restarted = new Feeder(_store); // a collector that remembers nothing
        var closed = restarted.Feed(d.Message(d.BatchFrom(sameBatch ? 1 : d.Head))).Events[^1];
        Assert.Equal((slot, invited), (closed.Slot, closed.Invited));
        Assert.Equal(d.Now, closed.At);
    }

    [Fact]
    public void A_collector_that_restarted_places_the_next_offline_boot_alike()
    {
        using var d = new JournalScript();
        d.Stray("fair");
        var before = d.Now;
        Feed(d);
        d.Reboot(TimeSpan.FromMinutes(10), ClockQuality.Unsynced).Stray("fair");
        var (n, up) = (d.Head, d.Up);
        d.Reboot(TimeSpan.FromHours(1), ClockQuality.Synced).Started();
        using var restarted = new Feeder(_store);
        var e = restarted.Feed(d.Message(d.BatchFrom(n))).Events.Single();
        Assert.Equal((before + up, PlacedBy.Neighbours), (e.At, e.By));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00.001Z", 4_000_000_000_000)]
    [InlineData("9999-12-31T23:59:59.999Z", 0)]
    [InlineData("1970-01-01T00:00:00.000Z", 4_000_000_000_000)]
    public void Absurd_clocks_are_placed_somewhere_and_stop_nothing(string at, long upMs)
    {
        var entry = new Invited
        {
            N = 1, At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
            Boot = BootId.Parse("b"), Up = TimeSpan.FromMilliseconds(upMs), Clock = ClockQuality.Synced,
            By = Trigger.Panel,
        };
        foreach (var clock in Enum.GetValues<ClockQuality>())
        {
            using var d = new JournalScript("d-2", journal: $"j-{(int)clock}");
            var anchors = Collector.Ingest.Anchoring.Fix(
                [entry with { Clock = clock }, entry], d.Header(1, 1), d.Now,
                new Dictionary<BootId, BootAnchor>(), null);
            var e = Collector.Ingest.Placing.Event(
                entry with { Clock = clock }, d.Journal, anchors.FirstOrDefault(), TestBranch.Post("d-2"),
                TestBranch.Shanghai, _ => null)!;
            Assert.InRange(e.At.Year, 1970, 9998);
        }
    }

    private List<CounterEvent> Feed(JournalScript d)
    {
        var from = _store.Journals().FirstOrDefault(j => j.Journal == d.Journal)?.Head + 1 ?? 1;
        return [.. _feeder.Feed(d.Message(d.BatchFrom(from))).Events];
    }
}
