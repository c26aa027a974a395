using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Flags;

/// <summary>What one press or one invitation shows.</summary>
internal static class PressRules
{
    /// <summary>Presses with no open invitation. They are no ratings, so there is none to flag.</summary>
    public static IEnumerable<Finding> Stray(IEnumerable<CounterEvent> events) =>
        from e in events
        where e.Kind == EventKind.Stray
        select new Finding(
            FlagRule.Stray, e.At, e.Slot, e.Post, e.Teller, e.Count, [new("presses", e.Count)],
            [EntryKey.Of(e)]);

    /// <summary>A first press sooner after its invitation than anyone reads a question.</summary>
    public static IEnumerable<Finding> Soon(IEnumerable<Invitation> invitations, int soonMs) =>
        from i in invitations
        where i.First is { AfterMs: { } after } && after < soonMs
        select Finding.About(
            FlagRule.Soon, [i], [new("after ms", i.First!.AfterMs!.Value), new("limit ms", soonMs)]);

    /// <summary>An invitation opened at once after the one before it on the same device closed.</summary>
    public static IEnumerable<Finding> Reopened(IEnumerable<Invitation> invitations, int reopenedMs) =>
        from device in invitations.GroupBy(i => i.Journal)
        let inOrder = device.OrderBy(i => i.N).ToList()
        from pair in inOrder.Zip(inOrder.Skip(1))
        let gap = (pair.Second.At - pair.First.Closed)?.TotalMilliseconds
        where gap >= 0 && gap < reopenedMs
        select Finding.About(
            FlagRule.Reopened, [pair.Second], [new("gap ms", gap.Value), new("limit ms", reopenedMs)],
            pair.First.Events.Concat(pair.Second.Events).Select(EntryKey.Of));
}
