using System.Globalization;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;

namespace RatingDevice.Demo.Sample;

/// <summary>A teller as the made-up customers find them.</summary>
/// <param name="Id">Who.</param>
/// <param name="Answered">Share of the invited who press.</param>
/// <param name="Levels">Shares of the levels, best first.</param>
internal sealed record SampleTeller(TellerId Id, double Answered, IReadOnlyList<double> Levels);

/// <summary>An outlet of the made-up branch.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Made up too.</param>
/// <param name="Customers">Customers a weekday.</param>
/// <param name="Tellers">Who serves there.</param>
/// <param name="Posts">Counters with their devices.</param>
internal sealed record SampleOutlet(
    OutletId Id, string Name, int Customers, IReadOnlyList<SampleTeller> Tellers, IReadOnlyList<Post> Posts);

/// <summary>Eight outlets with names that belong to nobody, drawn by a seed.</summary>
internal static class SampleBranch
{
    private static readonly string[] Names =
    [
        "南屏支行", "人民路支行", "高新园支行", "东风支行", "滨江支行", "钟楼支行", "翠湖支行", "北站支行",
    ];

    private static readonly string[] Family = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周"];

    private static readonly string[] Given = ["敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛"];

    public static IReadOnlyList<SampleOutlet> Outlets(Random random) =>
    [
        .. Names.Select((name, i) => new SampleOutlet(
            OutletId.Parse($"o-{i + 1}"), name, 45 + 25 * i,
            [.. Enumerable.Range(0, 4 + i % 3).Select(t => Teller(random, i, t))],
            [.. Enumerable.Range(1, 3).Select(c => new Post(
                OutletId.Parse($"o-{i + 1}"), CounterId.Parse($"c-{c}"), DeviceId.Parse($"d-{i + 1}{c}")))])),
    ];

    public static BranchRegistry Registry(IReadOnlyList<SampleOutlet> outlets)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        return new(
            outlets.Select(o => new OutletRecord(o.Id, o.Name, new(zone, 0))),
            outlets.SelectMany(o => o.Posts.Select((p, i) => new CounterRecord(
                p.Counter, o.Id, $"{i + 1}号柜"))),
            outlets.SelectMany(o => o.Posts).Select(p => new DeviceRecord(p, null)),
            outlets.SelectMany((o, i) => o.Tellers.Select((t, n) => new TellerRecord(
                t.Id, o.Id, Family[(i * 3 + n) % 10] + Given[(i + n * 7) % 10]))));
    }

    private static SampleTeller Teller(Random random, int outlet, int number)
    {
        var best = 0.5 + 0.3 * random.NextDouble();
        var bad = 0.005 + 0.03 * random.NextDouble() * random.NextDouble();
        var fair = 0.01 + 0.05 * random.NextDouble();
        return new(
            TellerId.Parse(string.Create(CultureInfo.InvariantCulture, $"{outlet + 1:00}{number + 1:00}")),
            0.62 + 0.33 * random.NextDouble(), [best, 1 - best - fair - bad, fair, bad]);
    }
}
