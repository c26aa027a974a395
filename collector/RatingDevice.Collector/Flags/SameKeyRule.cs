using RatingDevice.Collector.Account;

namespace RatingDevice.Collector.Flags;

/// <summary>Runs of one key longer than chance makes them of the teller's own ratings of the day.</summary>
internal static class SameKeyRule
{
    public static IEnumerable<Finding> Of(IEnumerable<Invitation> invitations, double limit) =>
        from teller in invitations.Where(i => i.Counted is { Level: not null })
            // without a teller the device is whose ratings they are
            .GroupBy(i => (i.Teller, Device: i.Teller is null ? i.Post.Device : default))
        let inOrder = teller.OrderBy(i => i.First!.At).ThenBy(i => i.Journal).ThenBy(i => i.N).ToList()
        let counts = inOrder.GroupBy(Level).ToDictionary(g => g.Key, g => g.Count())
        from run in Runs(inOrder)
        let chance = Chance.OfRun(inOrder.Count, counts[Level(run[0])], run.Count)
        where chance < limit
        select Finding.About(
            FlagRule.SameKey, run,
            [
                new("run", run.Count), new("ratings of the key", counts[Level(run[0])]),
                new("ratings", inOrder.Count), new("chance", chance), new("limit", limit),
            ],
            run.Select(i => EntryKey.Of(i.Counted!)));

    private static LevelCode Level(Invitation i) => i.Counted!.Level!.Value;

    private static IEnumerable<List<Invitation>> Runs(IReadOnlyList<Invitation> inOrder)
    {
        for (var from = 0; from < inOrder.Count;)
        {
            var to = from + 1;
            while (to < inOrder.Count && Level(inOrder[to]) == Level(inOrder[from])) to++;
            yield return [.. inOrder.Skip(from).Take(to - from)];
            from = to;
        }
    }
}
