using RatingDevice.Collector.Account;
using RatingDevice.Collector.Servicing;

namespace RatingDevice.Collector.Flags;

/// <summary>Where tellers and technicians were, as far as it bears on who could rate whom.</summary>
internal static class PresenceRules
{
    /// <summary>Every time in service mode: no customer could be asked in it.</summary>
    public static IEnumerable<Finding> InService(OutletDay day) =>
        from span in ServicingSpan.Of(day.Moments)
        let began = span.Began
        select new Finding(
            FlagRule.InService, began.At, began.Slot, began.Post, began.Teller, 1,
            [new("seconds", Math.Round(span.Lasted.TotalSeconds)), new("test presses", span.Tests)],
            [
                new EntryKey(began.Journal, began.N),
                .. span.EndN is { } n ? new[] { new EntryKey(began.Journal, n) } : [],
            ]);

    /// <summary>
    /// A teller signed on at two devices at once for longer than it takes to tell the first of them.
    /// </summary>
    public static IEnumerable<Finding> TwoCounters(OutletDay day)
    {
        var stays = Stays(day).ToLookup(s => s.On.Teller!.Value);
        return from teller in stays
               let all = teller.OrderBy(s => s.On.At).ThenBy(s => s.On.Post.Device).ToList()
               from i in Enumerable.Range(0, all.Count)
               from j in Enumerable.Range(i + 1, all.Count - i - 1)
               let one = all[i]
               let other = all[j]
               where one.On.Post != other.On.Post
               let both = (one.Off < other.Off ? one.Off : other.Off) - other.On.At
               where both > Told
               select new Finding(
                   FlagRule.TwoCounters, other.On.At, other.On.Slot, other.On.Post, teller.Key, 1,
                   [new("seconds", Math.Round(both.TotalSeconds)), new("limit seconds", Told.TotalSeconds)],
                   [new EntryKey(one.On.Journal, one.On.N), new EntryKey(other.On.Journal, other.On.N)]);
    }

    private static TimeSpan Told { get; } = TimeSpan.FromMinutes(1);

    // A stay without its end lasts as long as the device has written anything on the day.
    private static IEnumerable<(DeviceMoment On, DateTimeOffset Off)> Stays(OutletDay day)
    {
        foreach (var device in day.Moments.GroupBy(m => m.Post))
        {
            DeviceMoment? on = null;
            foreach (var m in device.OrderBy(m => m.At).ThenBy(m => m.Journal).ThenBy(m => m.N))
            {
                if (m.Kind is not (MomentKind.SignOn or MomentKind.SignOff)) continue;
                if (on is not null) yield return (on, m.At);
                on = m.Kind == MomentKind.SignOn && m.Teller is not null ? m : null;
            }

            if (on is null) continue;
            var last = device.Select(m => m.At)
                .Concat(day.Events.Where(e => e.Post == device.Key).Select(e => e.At)).Max();
            yield return (on, last > on.At ? last : on.At);
        }
    }
}
