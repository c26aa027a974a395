using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Flags;

/// <summary>All rules over a day: pure, and told with the definition's limits.</summary>
internal static class Flagging
{
    /// <summary>What stands out, in order of time and rule.</summary>
    public static IReadOnlyList<Finding> Of(DayAccount account, Definition definition)
    {
        var limits = definition.Flags;
        return
        [
            .. PressRules.Stray(account.Day.Events)
                .Concat(PressRules.Soon(account.Invitations, limits.SoonMs))
                .Concat(PressRules.Reopened(account.Invitations, limits.ReopenedMs))
                .Concat(SameKeyRule.Of(account.Invitations, limits.RunChance))
                .Concat(AfterLastRule.Of(account, limits))
                .Concat(AskedRule.Of(account, definition))
                .Concat(PresenceRules.InService(account.Day))
                .Concat(PresenceRules.TwoCounters(account.Day))
                .OrderBy(f => f.At).ThenBy(f => f.Rule, StringComparer.Ordinal)
                .ThenBy(f => f.Post.Device).ThenBy(f => f.Teller?.ToString(), StringComparer.Ordinal),
        ];
    }
}
