using System.Globalization;
using RatingDevice.Collector.Registry;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>
/// Rows in, a whole tree or every problem out. Pure. The order of rows does not matter.
/// </summary>
internal sealed class BankRules
{
    private readonly RowValues _values;
    private readonly SortedDictionary<UnitId, List<PlaceRow>> _units = [];
    private readonly SortedDictionary<OutletId, List<PlaceRow>> _outlets = [];
    private readonly Dictionary<OutletId, List<OutletKey>> _keys = [];

    private BankRules(IEnumerable<RegistryProblem> problems) => _values = new(problems);

    /// <param name="rows">What the file has.</param>
    /// <param name="problems">What the reader of the file had to complain about.</param>
    public static FileReading<BankTree> Build(
        IReadOnlyList<FileRow> rows, IReadOnlyList<RegistryProblem> problems)
    {
        var rules = new BankRules(problems);
        if (rows.Count == 0 && problems.Count == 0)
            rules._values.Wrong(0, "the file names nobody", "Write at least one unit");
        foreach (var row in rows) rules.Take(row);
        var units = rules._units.Select((u, i) => (u.Key, Place: i)).ToDictionary(u => u.Key, u => u.Place);
        var root = rules.Root();
        var unitStays = rules.Stays(rules._units, units);
        var outletStays = rules.Stays(rules._outlets, units);
        var outlets = rules._outlets.Select(o => rules.Outlet(o.Key, o.Value)).ToList();
        foreach (var row in rows)
        {
            if (row.Kind == "key" && OutletId.TryParse(row.Id, out var id) && !rules._outlets.ContainsKey(id))
                rules._values.Wrong(row, $"there is no outlet '{row.Id}'", "Add a row for it or mend the id");
        }

        if (rules._values.Count == 0) rules.Loops(unitStays);
        if (rules._values.Count > 0) return new(null, rules._values.Problems);
        return new(new(
            [.. rules._units.Zip(unitStays, (u, s) => (new BankUnit(u.Key, Last(u.Value, r => r.Name)), s))],
            [.. outlets.Zip(outletStays)],
            root,
            rules._keys.Select(k => KeyValuePair.Create(k.Key, k.Value.OrderBy(o => o.From).ToArray()))),
            []);
    }

    private void Take(FileRow row)
    {
        _values.Foreign(row, "name", row.Kind != "key");
        _values.Foreign(row, "parent", row.Kind != "key");
        _values.Foreign(row, "zone", row.Kind == "outlet");
        _values.Foreign(row, "cut_over_hour", row.Kind == "outlet");
        _values.Foreign(row, "key", row.Kind == "key");
        var from = From(row);
        switch (row.Kind)
        {
            case "unit":
                Add(_units, _values.Id<UnitKind>(row, row.Id), row, from);
                break;
            case "outlet":
                Add(_outlets, _values.Id<OutletKind>(row, row.Id), row, from);
                break;
            case "key":
                var outlet = _values.Id<OutletKind>(row, row.Id);
                if (_values.Key(row, "rating-collector key") is { } key)
                {
                    if (!_keys.TryGetValue(outlet, out var keys)) _keys[outlet] = keys = [];
                    keys.Add(new(key, from));
                }
                else if (row["key"].Length == 0)
                    _values.Wrong(row, "the key is missing", "Write the fingerprint of its collector");
                break;
            default:
                _values.Wrong(row, $"kind '{row.Kind}' is none", "Write unit, outlet or key");
                break;
        }
    }

    private void Add<TId>(SortedDictionary<TId, List<PlaceRow>> all, TId id, FileRow row, DateOnly from)
        where TId : struct
    {
        UnitId? parent = row["parent"].Length == 0 ? null : _values.Id<UnitKind>(row, row["parent"]);
        var place = new PlaceRow(row, row["name"].Length == 0 ? "" : _values.Name(row), parent, from);
        if (!all.TryGetValue(id, out var rows)) all[id] = rows = [];
        if (rows.FirstOrDefault(r => r.From == from) is { } same)
            _values.Wrong(row, $"{row.Kind} '{row.Id}' is on line {same.Row.Line} already, from the same day",
                "Keep one of the two, or write in 'from' since when it stands elsewhere");
        rows.Add(place);
    }

    private DateOnly From(FileRow row)
    {
        var text = row["from"];
        if (text.Length == 0) return DateOnly.MinValue;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day)) return day;
        _values.Wrong(row, $"from '{RowValues.Short(text)}' is not a day",
            "Write YYYY-MM-DD, or nothing for 'always'");
        return DateOnly.MinValue;
    }

    /// <summary>The place of the one unit that never has a parent.</summary>
    private int Root()
    {
        var roots = _units.Values.SelectMany(r => r).Where(r => r.Parent is null)
            .OrderBy(r => r.Row.Line).ToList();
        foreach (var more in roots.Skip(1))
            _values.Wrong(more.Row,
                $"'{more.Row.Id}' has no parent, and neither has '{roots[0].Row.Id}' on line "
                + $"{roots[0].Row.Line}: a bank has one head office", "Write the unit it belongs to");
        if (roots.Count == 0)
        {
            if (_units.Count > 0)
                _values.Wrong(0, "every unit has a parent, so there is no head office",
                    "Leave the parent of the head office empty");
            return -1;
        }

        var root = UnitId.TryParse(roots[0].Row.Id, out var id) ? id : default;
        if (_units[root].Count > 1)
            _values.Wrong(_units[root].First(r => r.Parent is not null).Row,
                $"'{root}' is head office and stands below nobody", "Leave this row out");
        return _units.Keys.ToList().IndexOf(root);
    }

    private List<Stay[]> Stays<TId>(
        SortedDictionary<TId, List<PlaceRow>> all, Dictionary<UnitId, int> units)
        where TId : struct
    {
        var stays = new List<Stay[]>(all.Count);
        foreach (var rows in all.Values)
        {
            rows.Sort((a, b) => a.From.CompareTo(b.From));
            if (rows[0] is { Parent: null, Row.Kind: "outlet" } first)
                _values.Wrong(first.Row, $"outlet '{first.Row.Id}' has no parent",
                    "Write the unit it belongs to; a row without one closes an outlet that was there before");
            stays.Add([.. rows.Select(r => new Stay(r.From, Above(r, units)))]);
        }

        return stays;
    }

    private int Above(PlaceRow row, Dictionary<UnitId, int> units)
    {
        if (row.Parent is not { IsValid: true } parent) return -1;
        if (!units.TryGetValue(parent, out var place))
        {
            _values.Wrong(row.Row, $"there is no unit '{parent}'", "Add a row for the unit or mend the id");
            return -1;
        }

        var born = _units[parent].Min(r => r.From);
        if (born > row.From)
            _values.Wrong(row.Row,
                string.Create(CultureInfo.InvariantCulture,
                    $"unit '{parent}' is there from {born:yyyy-MM-dd} only, '{row.Row.Id}' below it earlier"),
                "Let this row begin no earlier, or that unit no later");
        return place;
    }

    /// <summary>No unit stands below itself on any day; all is known to have parents.</summary>
    private void Loops(List<Stay[]> stays)
    {
        var rows = _units.Values.ToList();
        foreach (var day in stays.SelectMany(s => s).Select(s => s.From).Distinct().Order())
        {
            // 0: not looked at, else the walk that did; who meets his own walk is in a loop
            var seen = new int[stays.Count];
            for (var unit = 0; unit < stays.Count; unit++)
            {
                var at = unit;
                while (at >= 0 && seen[at] == 0)
                {
                    seen[at] = unit + 1;
                    at = BankTree.On(stays[at], day);
                }

                if (at < 0 || seen[at] != unit + 1) continue;
                var row = rows[at].Last(r => r.From <= day);
                _values.Wrong(row.Row, $"unit '{row.Row.Id}' stands below itself", "Mend the parent");
                return; // the same loop would be told again for each later day
            }
        }
    }

    private BankOutlet Outlet(OutletId id, List<PlaceRow> rows)
    {
        foreach (var row in rows.Where(r => r.Row["zone"].Length == 0 && r.Row["cut_over_hour"].Length > 0))
            _values.Wrong(row.Row, "a cut-over hour without a zone", "Write the zone in this row too");
        var said = rows.Where(r => r.Row["zone"].Length > 0).DefaultIfEmpty(rows[0])
            .Select(r => new DatedRules(r.From, new(_values.Zone(r.Row), _values.CutOver(r.Row)))).ToList();
        return new(id, Last(rows, r => r.Name), said[^1].Rules) { Dated = said.Count > 1 ? said : [] };
    }

    private static string Last(List<PlaceRow> rows, Func<PlaceRow, string> of) =>
        rows.Select(of).LastOrDefault(t => t.Length > 0) ?? rows[0].Row.Id;

    /// <summary>A row that says where something stands.</summary>
    private sealed record PlaceRow(FileRow Row, string Name, UnitId? Parent, DateOnly From);
}
