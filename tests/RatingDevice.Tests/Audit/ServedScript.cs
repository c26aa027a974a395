using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Audit;

/// <summary>Makes up what a queue system would tell of a day: most customers who were asked, some who were
/// not, some withdrawn, and of each only what a poor source may know.</summary>
internal static class ServedScript
{
    public static IEnumerable<ServedRow> Around(IEnumerable<CounterEvent> events, int seed)
    {
        var random = new Random(seed);
        var number = 0;
        foreach (var asked in events.Where(e => e.Kind == EventKind.Invited))
        {
            if (random.Next(5) > 0) yield return Row(asked, asked.At, asked.Teller);
            if (random.Next(5) == 0) yield return Row(asked, asked.At.AddHours(1), null);
        }

        ServedRow Row(CounterEvent near, DateTimeOffset at, TellerId? teller)
        {
            var called = at.AddMilliseconds(-random.Next(1, 60_000));
            BusinessType? type = Maybe() && BusinessType.TryParse("对公 <1>", out var t) ? t : null;
            return new(
                near.Post.Outlet, near.Slot.Day, ServiceId.Parse($"a{++number:000}"),
                Maybe() ? near.Post.Counter : null, Maybe() ? teller : null, type,
                Maybe() ? called.AddSeconds(-random.Next(2_000)) : null, called,
                Maybe() ? at.AddSeconds(random.Next(9)) : null, random.Next(9) == 0 ? "过号 \"late\"" : null);
        }

        bool Maybe() => random.Next(4) > 0;
    }
}
