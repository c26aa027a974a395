using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Tests.Store;

/// <summary>What a store's cells must be: every cell handed in, kept in a list. From one seed.</summary>
internal sealed class StoreModel(int seed)
{
    private static readonly string[] Follow = ["invited", "rated", "unrated", "level:fair"];

    private static readonly string[] Derive =
        ["served", "flagged", "flagged-level:fair", "wait:10", "wait:1200", "type:a:rated", "type:个人:served"];

    private readonly Random _random = new(seed);
    private readonly List<RollupCell> _tallied = [];
    private readonly Dictionary<(OutletId, DateOnly), IReadOnlyList<RollupCell>> _derived = [];

    /// <summary>Adds some deltas, or settles a day: one settled before as often as a new one.</summary>
    public void Next(IRatingStore store)
    {
        if (_random.Next(2) == 0)
        {
            var deltas = Some(() => Cell(Outlet(), Day(), Follow)).GroupBy(RollupKey.Of)
                .Select(g => g.Key.Cell(g.Sum(c => c.Count))).Where(c => c.Count != 0).ToList();
            store.Commit(new IntakeGroup([], [], [], [], deltas, []));
            _tallied.AddRange(deltas);
            return;
        }

        var (outlet, day) = _derived.Count > 0 && _random.Next(2) == 0
            ? _derived.Keys.ElementAt(_random.Next(_derived.Count)) : (Outlet(), Day());
        var cells = Some(() => Cell(outlet, day, Derive));
        store.Settle(new(new(outlet, day, 1), cells));
        _derived[(outlet, day)] = cells;
    }

    /// <summary>A question that something of what is held answers, mostly.</summary>
    public SumQuery Query()
    {
        var from = Day();
        return new(
            (Grain)_random.Next(3), from, from.AddDays(_random.Next(300)),
            [.. Enum.GetValues<MeasureFamily>().Where(_ => _random.Next(3) > 0)],
            _random.Next(3) == 0 ? Outlet() : null, _random.Next(4) == 0 ? Counter() : null,
            _random.Next(4) == 0 ? TellerId.Parse($"t-{_random.Next(5)}") : null)
        {
            Together = _random.Next(2) == 0, Tallied = _random.Next(4) == 0, Nobody = _random.Next(6) == 0,
        };
    }

    public IReadOnlyList<RollupCell> Sums(SumQuery query)
    {
        var sums = new RollupSums();
        foreach (var cell in _tallied.Concat(_derived.Values.SelectMany(d => d)).Where(query.Asks))
        {
            var slot = SumQuery.Slot(cell.Slot, query.Grain);
            if (slot.Day >= query.From && slot.Day <= query.To) sums.Add(cell with { Slot = slot });
        }

        return query.Together ? query.Add(sums.Cells()) : sums.Cells();
    }

    public IReadOnlyList<RollupCell> Tallied()
    {
        var sums = new RollupSums();
        _tallied.ForEach(sums.Add);
        return sums.Cells();
    }

    private List<RollupCell> Some(Func<RollupCell> make) =>
        [.. Enumerable.Range(0, _random.Next(1, 25)).Select(_ => make())];

    // What the feed tells of an outlet has no device, what it tells of a customer perhaps no counter.
    private RollupCell Cell(OutletId outlet, DateOnly day, string[] measures)
    {
        var device = _random.Next(4) == 0 ? default : DeviceId.Parse($"d-{_random.Next(3)}");
        var post = new Post(outlet, device.IsValid || _random.Next(2) == 0 ? Counter() : default, device);
        return new(
            new(day, _random.Next(24)), post,
            _random.Next(4) == 0 ? null : TellerId.Parse($"t-{_random.Next(5)}"),
            measures[_random.Next(measures.Length)], _random.Next(-2, 5));
    }

    private OutletId Outlet() => OutletId.Parse($"o-{_random.Next(3)}");

    private CounterId Counter() => CounterId.Parse($"c-{_random.Next(3)}");

    // Around the turn of a month, of a year, and of a leap year's February.
    private DateOnly Day() => new DateOnly[] { new(2026, 11, 29), new(2027, 12, 30), new(2028, 2, 27) }
        [_random.Next(3)].AddDays(_random.Next(5));
}
