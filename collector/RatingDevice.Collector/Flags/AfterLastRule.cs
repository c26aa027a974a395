using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Flags;

/// <summary>
/// Ratings in quick succession after the last customer: by the feed, those no customer explains, later than
/// the last service at the counter ended; without a feed, the last ratings of the day at a device.
/// </summary>
internal static class AfterLastRule
{
    public static IEnumerable<Finding> Of(DayAccount account, FlagRules limits)
    {
        var ended = account.Visits.Where(v => v.Row.Finished is not null && v.Outcome != Outcome.Void)
            .ToLookup(v => v.Post.Counter, v => v.Row.Finished!.Value);
        return ended.Count > 0
            ? from device in account.Unexplained.GroupBy(i => i.Post)
              let there = ended[device.Key.Counter]
              let last = (there.Any() ? there : ended.SelectMany(e => e)).Max()
              from burst in Bursts(device.Where(i => i.First?.At > last), limits)
              select About(burst, limits)
            : from device in account.Invitations.GroupBy(i => i.Post)
              let rated = device.Where(i => i.First is not null).ToList()
              where rated.Count > 0
              let last = rated.Max(i => i.First!.At)
              from burst in Bursts(rated, limits)
              where burst[^1].First!.At == last
              select About(burst, limits);
    }

    private static Finding About(List<Invitation> burst, FlagRules limits) => Finding.About(
        FlagRule.AfterLast, burst,
        [
            new("ratings", burst.Count), new("limit ratings", limits.BurstPresses),
            new("longest gap ms", burst.Zip(burst.Skip(1), Gap).Max()), new("limit ms", limits.BurstGapMs),
        ]);

    private static IEnumerable<List<Invitation>> Bursts(IEnumerable<Invitation> some, FlagRules limits)
    {
        var burst = new List<Invitation>();
        foreach (var i in some.Where(i => i.First is not null).OrderBy(i => i.First!.At).ThenBy(i => i.N))
        {
            if (burst.Count > 0 && Gap(burst[^1], i) >= limits.BurstGapMs)
            {
                if (IsOne(burst)) yield return burst;
                burst = [];
            }

            burst.Add(i);
        }

        if (IsOne(burst)) yield return burst;

        bool IsOne(List<Invitation> all) => all.Count >= Math.Max(2, limits.BurstPresses);
    }

    private static double Gap(Invitation one, Invitation next) =>
        (next.First!.At - one.First!.At).TotalMilliseconds;
}
