using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Registry;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Bank;

/// <summary>A bank's tree, put together by hand.</summary>
internal sealed class TreeScript
{
    private static readonly OutletRules Shanghai =
        new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), 0);

    private readonly SortedDictionary<UnitId, string?> _units = [];
    private readonly SortedDictionary<OutletId, List<(DateOnly From, string Unit)>> _outlets = [];
    private readonly Dictionary<OutletId, OutletKey[]> _keys = [];

    public TreeScript Unit(string unit, string? above = null)
    {
        _units[UnitId.Parse(unit)] = above;
        return this;
    }

    public TreeScript Outlet(string outlet, string below, DateOnly from = default, Digest? key = null)
    {
        var id = OutletId.Parse(outlet);
        if (!_outlets.TryGetValue(id, out var stays)) _outlets[id] = stays = [];
        stays.Add((from, below));
        if (key is { } pinned) _keys[id] = [.. _keys.GetValueOrDefault(id) ?? [], new(pinned, from)];
        return this;
    }

    public BankTree Make()
    {
        var places = _units.Keys.Select((u, i) => (u, i)).ToDictionary(u => u.u.ToString(), u => u.i);
        return new(
            [.. _units.Select(u => (new BankUnit(u.Key, u.Key.ToString()),
                new[] { new Stay(default, u.Value is null ? -1 : places[u.Value]) }))],
            [.. _outlets.Select(o => (new BankOutlet(o.Key, o.Key.ToString(), Shanghai),
                o.Value.Select(s => new Stay(s.From, places[s.Unit])).ToArray()))],
            places[_units.Single(u => u.Value is null).Key.ToString()], _keys);
    }
}
