using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;

namespace RatingDevice.Demo.Sample;

/// <summary>What a queue machine would have told of the customers, and of some nobody asked.</summary>
internal static class SampleFeed
{
    private static readonly string[] Types = ["现金业务", "非现金业务", "理财咨询", "对公业务"];

    public static IReadOnlyList<ServedRow> Of(
        SampleOutlet outlet, DateOnly day, IReadOnlyList<CounterEvent> events, Random random)
    {
        var rows = new List<ServedRow>();
        foreach (var asked in events.Where(e => e.Kind == EventKind.Invited))
        {
            rows.Add(Row(outlet, day, asked, asked.Service!.Value, random));
            if (random.Next(12) > 0) continue;
            var nobody = ServiceId.Parse(string.Create(
                CultureInfo.InvariantCulture, $"{day:MMdd}-{asked.Post.Device}-n{rows.Count}"));
            rows.Add(Row(outlet, day, asked with { At = asked.At.AddMinutes(-2) }, nobody, random));
        }

        return rows;
    }

    private static ServedRow Row(
        SampleOutlet outlet, DateOnly day, CounterEvent asked, ServiceId ticket, Random random)
    {
        var service = TimeSpan.FromSeconds(60 + random.Next(420));
        var busy = asked.Slot.Hour is 10 or 11 or 15 ? 2.1 : 1;
        var waited = TimeSpan.FromSeconds((int)(-420 * busy * Math.Log(1 - random.NextDouble())));
        var called = asked.At - service;
        BusinessType.TryParse(Types[random.Next(Types.Length)], out var type);
        return new(
            outlet.Id, day, ticket, asked.Post.Counter, asked.Teller, type, called - waited, called,
            asked.At.AddSeconds(5), null);
    }
}
