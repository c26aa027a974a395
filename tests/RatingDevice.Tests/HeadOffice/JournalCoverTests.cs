using System.Globalization;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.HeadOffice;

public sealed class JournalCoverTests
{
    private static readonly Digest Key = Digest.Of("key"u8);

    private readonly StatedJournals _journals = new();

    private JournalAccount Account => Assert.Single(_journals.Accounts());

    /// <summary>The opening belongs to no day; the rest does, unless its kind does not.</summary>
    [Fact]
    public void A_journal_that_days_state_from_end_to_end_has_no_hole_and_a_batch_left_out_is_one()
    {
        State("o-1", 1, 2, 40);
        State("o-1", 2, 41, 90);
        Assert.Equal((0L, 90L), (Account.Unstated, Account.Last));
        State("o-1", 4, 121, 130);
        var hole = Assert.Single(Account.Holes);
        Assert.Equal((91L, 120L, 2, 4), (hole.First, hole.Last, hole.From!.Day.Day, hole.To!.Day.Day));
        Assert.Equal(30, Account.Unstated);
        State("o-1", 3, 91, 120);
        Assert.Empty(Account.Holes);
    }

    /// <summary>A clock that was corrected, or an answer after midnight.</summary>
    [Fact]
    public void Ranges_of_days_may_overlap()
    {
        State("o-1", 1, 2, 60);
        State("o-1", 2, 50, 90);
        Assert.Equal(0, Account.Unstated);
        Assert.Empty(Account.Twice);
    }

    [Fact]
    public void A_device_that_moved_is_covered_by_both_outlets_and_numbers_of_both_are_told()
    {
        State("o-2", 5, 51, 80);
        var hole = Assert.Single(Account.Holes);
        Assert.Equal((2L, 50L, null), (hole.First, hole.Last, hole.From));
        State("o-1", 4, 2, 50);
        Assert.Empty(Account.Holes);
        Assert.Empty(Account.Twice);
        State("o-1", 6, 70, 100);
        var twice = Assert.Single(Account.Twice);
        Assert.Equal((70L, 80L), (twice.First, twice.Last));
        Assert.Equal(
            ["o-1", "o-2"], new[] { twice.From!, twice.To! }.Select(t => t.Outlet.ToString()).Order());
    }

    [Fact]
    public void A_second_device_and_a_second_key_of_a_journal_are_claims()
    {
        State("o-1", 1, 2, 40);
        State("o-1", 2, 41, 50);
        Assert.Single(Account.Claims);
        State("o-1", 3, 51, 60, key: Digest.Of("other"u8));
        State("o-2", 4, 61, 70, device: "d-9");
        Assert.Equal(["d-1", "d-1", "d-9"], Account.Claims.Select(c => c.Device.ToString()));
    }

    [Fact]
    public void Any_ranges_in_any_order_are_the_set_of_their_numbers()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var (ranges, brute) = (new NumberRanges(), new HashSet<long>());
            for (var i = random.Next(1, 30); i > 0; i--)
            {
                var first = random.NextInt64(1, 200);
                var last = first + random.NextInt64(0, 12);
                ranges.Add(new(first, last, null, null));
                for (var n = first; n <= last; n++) brute.Add(n);
            }

            var holes = ranges.Holes().SelectMany(Numbers);
            Assert.True(brute.Order().SequenceEqual(ranges.Ranges.SelectMany(Numbers)), $"seed {seed}");
            Assert.True(Numbers(new(brute.Min(), brute.Max(), null, null)).Except(brute).SequenceEqual(holes),
                $"seed {seed}: holes");
            Assert.Equal(0, ranges.Untold);
        }
    }

    [Fact]
    public void Where_there_are_too_many_runs_the_lowest_are_only_counted()
    {
        var ranges = new NumberRanges(most: 3);
        for (var n = 1; n <= 9; n += 2) ranges.Add(new(n, n, null, null));
        Assert.Equal(3, ranges.Ranges.Count);
        Assert.Equal(4, ranges.Untold + ranges.Holes().Sum(h => h.Count));
        ranges.Add(new(1, long.MaxValue, null, null));
        Assert.Empty(ranges.Holes());
    }

    private static IEnumerable<long> Numbers(NumberRange range)
    {
        for (var n = range.First; n <= range.Last; n++) yield return n;
    }

    private void State(
        string outlet, int day, long first, long last, string device = "d-1", Digest? key = null) =>
        _journals.Add(OutletId.Parse(outlet), new DateOnly(2026, 11, day),
        [
            new(DeviceId.Parse(device), CounterId.Parse("c-1"), JournalId.Parse("7f3a9c0e51d84b62"), first,
                last, Digest.Of("line"u8), key ?? Key, last, last.ToString(CultureInfo.InvariantCulture), 0),
        ]);
}
