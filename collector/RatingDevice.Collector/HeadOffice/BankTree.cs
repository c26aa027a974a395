using System.Collections.Concurrent;
using System.Collections.Frozen;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>
/// The bank as one tree of units with outlets below, any depth. Parents are dated: an outlet or a branch that
/// moves keeps its past. Immutable and checked: on every day there is one root, no loop, and each parent
/// exists. Any thread.
/// </summary>
internal sealed class BankTree
{
    /// <summary>Shapes kept at once; more are made again. One of a whole bank has 300 KB.</summary>
    private const int MostShapes = 64;

    private readonly BankUnit[] _units;
    private readonly BankOutlet[] _outlets;
    private readonly Stay[][] _unitStays, _outletStays;
    private readonly FrozenDictionary<UnitId, int> _unitAt;
    private readonly FrozenDictionary<OutletId, int> _outletAt;
    private readonly FrozenDictionary<OutletId, OutletKey[]> _keys;
    private readonly DateOnly[] _changes;
    private readonly ConcurrentDictionary<int, TreeShape> _shapes = [];

    /// <param name="units">Sorted by id, with their stays; the first stay of each begins its life.</param>
    /// <param name="outlets">The same of outlets.</param>
    /// <param name="root">Place of the one without a parent; -1 in the empty tree.</param>
    /// <param name="keys">Keys of outlets, by day.</param>
    internal BankTree(
        IReadOnlyList<(BankUnit Unit, Stay[] Stays)> units,
        IReadOnlyList<(BankOutlet Outlet, Stay[] Stays)> outlets, int root,
        IEnumerable<KeyValuePair<OutletId, OutletKey[]>> keys)
    {
        (_units, _unitStays) = ([.. units.Select(u => u.Unit)], [.. units.Select(u => u.Stays)]);
        (_outlets, _outletStays) = ([.. outlets.Select(o => o.Outlet)], [.. outlets.Select(o => o.Stays)]);
        _unitAt = _units.Select((u, i) => (u.Id, i)).ToFrozenDictionary(u => u.Id, u => u.i);
        _outletAt = _outlets.Select((o, i) => (o.Id, i)).ToFrozenDictionary(o => o.Id, o => o.i);
        _keys = keys.ToFrozenDictionary();
        _changes = [.. _unitStays.Concat(_outletStays).SelectMany(s => s).Select(s => s.From)
            .Distinct().Order()];
        Root = root < 0 ? null : _units[root];
    }

    /// <summary>Nobody.</summary>
    public static BankTree Empty { get; } = new([], [], -1, []);

    /// <summary>True for what stood below one unit of a larger bank.</summary>
    public bool IsPart { get; private init; }

    /// <summary>Head office, or the unit a part is of; null in the empty tree.</summary>
    public BankUnit? Root { get; }

    /// <summary>All there ever were, sorted by id.</summary>
    public IReadOnlyList<BankUnit> Units => _units;

    /// <summary>All there ever were, sorted by id.</summary>
    public IReadOnlyList<BankOutlet> Outlets => _outlets;

    public BankUnit? Unit(UnitId unit) => _unitAt.TryGetValue(unit, out var at) ? _units[at] : null;

    public BankOutlet? Outlet(OutletId outlet) =>
        _outletAt.TryGetValue(outlet, out var at) ? _outlets[at] : null;

    /// <summary>The unit directly above on a business day; null for the root, for an outlet before its first
    /// day or after it was closed, and for what is not in the tree.</summary>
    public BankUnit? Parent(OutletId outlet, DateOnly day) => _outletAt.TryGetValue(outlet, out var at)
        ? Named(On(_outletStays[at], day)) : null;

    /// <inheritdoc cref="Parent(OutletId, DateOnly)"/>
    public BankUnit? Parent(UnitId unit, DateOnly day) => _unitAt.TryGetValue(unit, out var at)
        ? Named(On(_unitStays[at], day)) : null;

    /// <summary>True where the outlet stands below the unit on the day, at any depth.</summary>
    public bool Below(OutletId outlet, UnitId unit, DateOnly day)
    {
        if (!_outletAt.TryGetValue(outlet, out var at) || !_unitAt.TryGetValue(unit, out var wanted))
            return false;
        for (var up = On(_outletStays[at], day); up >= 0; up = On(_unitStays[up], day))
            if (up == wanted) return true;
        return false;
    }

    /// <summary>The last day of a period on which the outlet stands below the unit; null for none.</summary>
    public DateOnly? LastBelow(OutletId outlet, UnitId unit, Period period)
    {
        var last = period.To;
        foreach (var change in Changes(period.From, period.To).Reverse().Append(period.From))
        {
            if (Below(outlet, unit, change)) return last;
            last = change.AddDays(-1);
        }

        return null;
    }

    /// <summary>What ever stood below a unit, on its days there and nowhere on others, with that unit as the
    /// root; nobody where there is no such unit.</summary>
    public BankTree Part(UnitId unit)
    {
        if (unit == Root?.Id) return this;
        if (!_unitAt.TryGetValue(unit, out var top)) return Empty;
        bool Below(Stay[] stays, DateOnly day)
        {
            for (var up = On(stays, day); up >= 0; up = On(_unitStays[up], day))
                if (up == top) return true;
            return false;
        }

        bool Ever(Stay[] stays) => _changes.Any(day => Below(stays, day));
        var units = Enumerable.Range(0, _units.Length).Where(u => u == top || Ever(_unitStays[u])).ToList();
        var place = units.Index().ToDictionary(u => u.Item, u => u.Index);
        Stay[] Own(Stay[] stays)
        {
            var own = new List<Stay>();
            foreach (var day in _changes)
            {
                var parent = Below(stays, day) ? place[On(stays, day)] : -1;
                if (own.Count == 0 || own[^1].Parent != parent) own.Add(new(day, parent));
            }

            return [.. own];
        }

        return new(
            [.. units.Select(u => (_units[u], Own(_unitStays[u])))],
            [.. _outlets.Zip(_outletStays).Where(o => Ever(o.Second)).Select(o => (o.First, Own(o.Second)))],
            place[top], _keys)
        { IsPart = true };
    }

    /// <summary>What stands directly below a unit on a day; nothing for one not in the tree.</summary>
    public UnitChildren Children(UnitId unit, DateOnly day)
    {
        if (!_unitAt.TryGetValue(unit, out var at)) return new([], []);
        var shape = Shape(day);
        return new(
            [.. shape.Units(at).Select(i => _units[i])], [.. shape.OwnOutlets(at).Select(i => _outlets[i])]);
    }

    /// <summary>Every outlet below a unit on a day, at any depth.</summary>
    public IReadOnlyList<BankOutlet> OutletsBelow(UnitId unit, DateOnly day) =>
        _unitAt.TryGetValue(unit, out var at) ? [.. Shape(day).Outlets(at).Select(i => _outlets[i])] : [];

    /// <summary>The unit directly below <paramref name="unit"/> under which the outlet stands on a day; null
    /// where it stands directly below it, or not below it at all.</summary>
    public BankUnit? Branch(OutletId outlet, UnitId unit, DateOnly day)
    {
        if (!_outletAt.TryGetValue(outlet, out var at) || !_unitAt.TryGetValue(unit, out var wanted))
            return null;
        var below = -1;
        for (var up = On(_outletStays[at], day); up >= 0; up = On(_unitStays[up], day))
        {
            if (up == wanted) return Named(below);
            below = up;
        }

        return null;
    }

    /// <summary>From the root down to the unit, as they stand above each other on a day.</summary>
    public IReadOnlyList<BankUnit> Path(UnitId unit, DateOnly day)
    {
        var path = new List<BankUnit>();
        for (var up = _unitAt.GetValueOrDefault(unit, -1); up >= 0; up = On(_unitStays[up], day))
            path.Insert(0, _units[up]);
        return path;
    }

    /// <summary>Keys of an outlet's collectors, the oldest first; none where the tree names none.</summary>
    public IReadOnlyList<OutletKey> Keys(OutletId outlet) => _keys.GetValueOrDefault(outlet) ?? [];

    /// <summary>Days after the first and up to the last on which anything stands elsewhere than the day
    /// before; between them the tree is the same.</summary>
    public IEnumerable<DateOnly> Changes(DateOnly first, DateOnly last) =>
        _changes.Where(c => c > first && c <= last);

    /// <summary>True where the outlet stands under other units on one of the days than on the first, at any
    /// height, or is not there on one of them.</summary>
    public bool Moved(OutletId outlet, DateOnly first, IEnumerable<DateOnly> days)
    {
        var (at, path) = (_outletAt[outlet], new List<int>());
        for (var up = On(_outletStays[at], first); up >= 0; up = On(_unitStays[up], first)) path.Add(up);
        foreach (var day in days)
        {
            var height = 0;
            for (var up = On(_outletStays[at], day); up >= 0; up = On(_unitStays[up], day), height++)
                if (height >= path.Count || path[height] != up) return true;
            if (height != path.Count) return true;
        }

        return false;
    }

    private BankUnit? Named(int place) => place < 0 ? null : _units[place];

    internal static int On(Stay[] stays, DateOnly day)
    {
        for (var i = stays.Length - 1; i >= 0; i--)
            if (stays[i].From <= day) return stays[i].Parent;
        return -1;
    }

    /// <summary>The tree between two changes, downwards.</summary>
    private TreeShape Shape(DateOnly day)
    {
        var era = Array.BinarySearch(_changes, day);
        if (era < 0) era = ~era - 1;
        if (_shapes.TryGetValue(era, out var known)) return known;
        if (_shapes.Count >= MostShapes) _shapes.Clear();
        int[] Parents(Stay[][] all) => [.. all.Select(s => On(s, day))];
        return _shapes[era] = new TreeShape(Parents(_unitStays), Parents(_outletStays));
    }
}
