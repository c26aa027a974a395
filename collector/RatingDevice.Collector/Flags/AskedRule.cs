using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Flags;

/// <summary>
/// The share of a teller's customers who were asked falls with how long they waited, or how long they were
/// served. Customers served while the device was down, and those withdrawn, are left out.
/// </summary>
internal static class AskedRule
{
    /// <summary>Ends of the bands of service time, in minutes.</summary>
    private static readonly IReadOnlyList<int> ServiceBands = [5, 10, 20];

    public static IEnumerable<Finding> Of(DayAccount account, Definition definition)
    {
        var limit = definition.Flags.FallingChance;
        var tellers = account.Visits.Where(v => v.Asked is not null && v.Teller is not null)
            .GroupBy(v => v.Teller!.Value);
        foreach (var teller in tellers)
        {
            var visits = teller.ToList();
            var byWait = Fall(
                FlagRule.AskedByWait, visits, v => v.Waited, definition.Waiting.BandMinutes, limit);
            if (byWait is not null) yield return byWait;
            var byService = Fall(FlagRule.AskedByService, visits, v => v.Worked, ServiceBands, limit);
            if (byService is not null) yield return byService;
        }
    }

    private static Finding? Fall(
        string rule, IReadOnlyList<Visit> all, Func<Visit, TimeSpan?> time, IReadOnlyList<int> minutes,
        double limit)
    {
        var known = all.Where(v => time(v) is not null).ToList();
        var bands = new (int Asked, int All)[minutes.Count + 1];
        foreach (var visit in known)
        {
            ref var band = ref bands[minutes.Count(m => time(visit)!.Value.TotalMinutes >= m)];
            band = (band.Asked + (visit.Asked == true ? 1 : 0), band.All + 1);
        }

        var chance = Chance.OfFall(bands);
        if (chance >= limit) return null;
        var first = known.MinBy(v => v.Row.Called ?? v.Row.Issued)!;
        var numbers = bands.SelectMany((b, i) => new FlagNumber[]
        {
            new($"asked, {Band(minutes, i)}", b.Asked), new($"served, {Band(minutes, i)}", b.All),
        });
        return new(
            rule, first.Row.Called ?? first.Row.Issued ?? default, first.Slot, first.Post, first.Teller, 1,
            [.. numbers, new("chance", chance), new("limit", limit)],
            [.. known.SelectMany(v => v.Invitations).Select(EntryKey.Of)])
        {
            Tickets = [.. known.Select(v => v.Row.Ticket)],
        };
    }

    private static string Band(IReadOnlyList<int> minutes, int i) =>
        i == 0 ? $"under {minutes[0]} min" : $"from {minutes[i - 1]} min";
}
