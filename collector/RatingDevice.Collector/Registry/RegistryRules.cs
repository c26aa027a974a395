using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Registry;

/// <summary>
/// Rows in, a whole registry or every problem out. Pure. References are looked up over the whole file, so the
/// order of rows does not matter.
/// </summary>
internal sealed class RegistryRules
{
    private readonly RowValues _values;
    private readonly Dictionary<(string Kind, string Key), int> _seen = [];
    private readonly List<OutletRecord> _outlets = [];
    private readonly List<CounterRecord> _counters = [];
    private readonly List<DeviceRecord> _devices = [];
    private readonly List<TellerRecord> _tellers = [];

    private RegistryRules(IEnumerable<RegistryProblem> problems) => _values = new(problems);

    /// <summary>Builds a registry.</summary>
    /// <param name="rows">What the file has.</param>
    /// <param name="problems">What the reader of the file had to complain about.</param>
    public static FileReading<BranchRegistry> Build(
        IReadOnlyList<FileRow> rows, IReadOnlyList<RegistryProblem> problems)
    {
        var rules = new RegistryRules(problems);
        foreach (var kind in (ReadOnlySpan<string>)["outlet", "counter", "device", "teller"])
            foreach (var row in rows)
                if (row.Kind == kind) rules.Take(row);
        foreach (var row in rows)
            if (row.Kind is not ("outlet" or "counter" or "device" or "teller"))
                rules._values.Wrong(
                    row, $"kind '{row.Kind}' is none", "Write outlet, counter, device or teller");
        if (rows.Count == 0 && problems.Count == 0)
            rules._values.Wrong(0, "the file names nobody", "Write at least one outlet, counter and device");
        if (rules._values.Count > 0) return new(null, rules._values.Problems);
        return new(new(rules._outlets, rules._counters, rules._devices, rules._tellers), []);
    }

    private void Take(FileRow row)
    {
        var before = _values.Count;
        OnlyItsOwnFields(row);
        var name = _values.Name(row);
        switch (row.Kind)
        {
            case "outlet":
                var outlet = _values.Id<OutletKind>(row, row.Id);
                var rules = new OutletRules(_values.Zone(row), _values.CutOver(row));
                if (Sound(row, before, row.Id)) _outlets.Add(new(outlet, name, rules));
                break;
            case "counter":
                var counter = new CounterRecord(_values.Id<CounterKind>(row, row.Id), Outlet(row), name);
                if (Sound(row, before, $"{row["outlet"]}/{row.Id}")) _counters.Add(counter);
                break;
            case "device":
                var post = new Post(Outlet(row), Counter(row), _values.Id<DeviceKind>(row, row.Id));
                var key = _values.Key(row, "rating-device fingerprint");
                if (Sound(row, before, row.Id)) _devices.Add(new(post, key));
                break;
            default:
                var teller = new TellerRecord(_values.Id<TellerKind>(row, row.Id), Outlet(row), name);
                if (Sound(row, before, row.Id)) _tellers.Add(teller);
                break;
        }
    }

    private void OnlyItsOwnFields(FileRow row)
    {
        _values.Foreign(row, "outlet", row.Kind != "outlet");
        _values.Foreign(row, "counter", row.Kind == "device");
        _values.Foreign(row, "name", row.Kind != "device");
        _values.Foreign(row, "zone", row.Kind == "outlet");
        _values.Foreign(row, "cut_over_hour", row.Kind == "outlet");
        _values.Foreign(row, "key", row.Kind == "device");
    }

    /// <summary>A row without a problem of its own counts, unless it is there twice.</summary>
    private bool Sound(FileRow row, int before, string key)
    {
        if (_seen.TryGetValue((row.Kind, key), out var line))
            _values.Wrong(row, $"{row.Kind} '{row.Id}' is on line {line} already", "Keep one of the two");
        else _seen.Add((row.Kind, key), row.Line);
        return _values.Count == before;
    }

    private OutletId Outlet(FileRow row)
    {
        var id = _values.Id<OutletKind>(row, row["outlet"]);
        if (id.IsValid && !_seen.ContainsKey(("outlet", row["outlet"])))
            _values.Wrong(row, $"there is no outlet '{row["outlet"]}'",
                "Add a row for the outlet or mend the id");
        return id;
    }

    private CounterId Counter(FileRow row)
    {
        var id = _values.Id<CounterKind>(row, row["counter"]);
        if (id.IsValid && !_seen.ContainsKey(("counter", $"{row["outlet"]}/{row["counter"]}")))
            _values.Wrong(row,
                $"there is no counter '{row["counter"]}' in outlet '{RowValues.Short(row["outlet"])}'",
                "Add a row for the counter or mend the id");
        return id;
    }
}
