using System.Globalization;
using System.Text;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Registry;

/// <summary>
/// Rows in, a whole registry or every problem out. Pure. References are looked up over the whole file, so the
/// order of rows does not matter.
/// </summary>
internal sealed class RegistryRules
{
    private const int LongestName = 64;

    private readonly List<RegistryProblem> _problems;
    private readonly Dictionary<(string Kind, string Key), int> _seen = [];
    private readonly List<OutletRecord> _outlets = [];
    private readonly List<CounterRecord> _counters = [];
    private readonly List<DeviceRecord> _devices = [];
    private readonly List<TellerRecord> _tellers = [];

    private RegistryRules(IEnumerable<RegistryProblem> problems) => _problems = [.. problems];

    /// <summary>Builds a registry.</summary>
    /// <param name="rows">What the file has.</param>
    /// <param name="problems">What the reader of the file had to complain about.</param>
    public static RegistryReading Build(
        IReadOnlyList<RegistryRow> rows, IReadOnlyList<RegistryProblem> problems)
    {
        var rules = new RegistryRules(problems);
        foreach (var kind in (ReadOnlySpan<string>)["outlet", "counter", "device", "teller"])
            foreach (var row in rows)
                if (row.Kind == kind) rules.Take(row);
        foreach (var row in rows)
            if (row.Kind is not ("outlet" or "counter" or "device" or "teller"))
                rules.Wrong(row, $"kind '{row.Kind}' is none", "Write outlet, counter, device or teller");
        if (rows.Count == 0 && problems.Count == 0)
            rules.Wrong(0, "the file names nobody", "Write at least one outlet, counter and device");
        if (rules._problems.Count > 0) return new(null, [.. rules._problems.OrderBy(p => p.Line)]);
        return new(new(rules._outlets, rules._counters, rules._devices, rules._tellers), []);
    }

    private void Take(RegistryRow row)
    {
        var before = _problems.Count;
        OnlyItsOwnFields(row);
        var name = Name(row);
        switch (row.Kind)
        {
            case "outlet":
                var outlet = Id<OutletKind>(row, row.Id);
                var rules = new OutletRules(Zone(row), CutOver(row));
                if (Sound(row, before, row.Id)) _outlets.Add(new(outlet, name, rules));
                break;
            case "counter":
                var counter = new CounterRecord(Id<CounterKind>(row, row.Id), Outlet(row), name);
                if (Sound(row, before, $"{row.Outlet}/{row.Id}")) _counters.Add(counter);
                break;
            case "device":
                var post = new Post(Outlet(row), Counter(row), Id<DeviceKind>(row, row.Id));
                var key = Key(row);
                if (Sound(row, before, row.Id)) _devices.Add(new(post, key));
                break;
            default:
                var teller = new TellerRecord(Id<TellerKind>(row, row.Id), Outlet(row), name);
                if (Sound(row, before, row.Id)) _tellers.Add(teller);
                break;
        }
    }

    private void OnlyItsOwnFields(RegistryRow row)
    {
        Foreign(row.Outlet, "outlet", row.Kind != "outlet");
        Foreign(row.Counter, "counter", row.Kind == "device");
        Foreign(row.Name, "name", row.Kind != "device");
        Foreign(row.Zone, "zone", row.Kind == "outlet");
        Foreign(row.CutOverHour, "cut-over hour", row.Kind == "outlet");
        Foreign(row.Key, "key", row.Kind == "device");

        void Foreign(string text, string field, bool own)
        {
            if (own || text.Length == 0) return;
            Wrong(row, $"a {row.Kind} has no {field}, but '{Short(text)}' stands there", "Leave it empty");
        }
    }

    /// <summary>A row without a problem of its own counts, unless it is there twice.</summary>
    private bool Sound(RegistryRow row, int before, string key)
    {
        if (_seen.TryGetValue((row.Kind, key), out var line))
            Wrong(row, $"{row.Kind} '{row.Id}' is on line {line} already", "Keep one of the two");
        else _seen.Add((row.Kind, key), row.Line);
        return _problems.Count == before;
    }

    private Id<TKind> Id<TKind>(RegistryRow row, string text)
        where TKind : IIdKind
    {
        if (!Wire.Id<TKind>.TryParse(text, out var id))
            Wrong(row, $"'{Short(text)}' is not a {TKind.Name} id",
                $"Write 1 to {Wire.Id<TKind>.MaxLength} of a-z, 0-9 and '-'");
        return id;
    }

    private OutletId Outlet(RegistryRow row)
    {
        var id = Id<OutletKind>(row, row.Outlet);
        if (id.IsValid && !_seen.ContainsKey(("outlet", row.Outlet)))
            Wrong(row, $"there is no outlet '{row.Outlet}'", "Add a row for the outlet or mend the id");
        return id;
    }

    private CounterId Counter(RegistryRow row)
    {
        var id = Id<CounterKind>(row, row.Counter);
        if (id.IsValid && !_seen.ContainsKey(("counter", $"{row.Outlet}/{row.Counter}")))
            Wrong(row, $"there is no counter '{row.Counter}' in outlet '{Short(row.Outlet)}'",
                "Add a row for the counter or mend the id");
        return id;
    }

    private string Name(RegistryRow row)
    {
        var name = row.Name.Trim();
        if (name.Length > LongestName)
            Wrong(row, $"the name has {name.Length} characters", $"Write at most {LongestName}");
        if (name.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.Control))
            Wrong(row, "the name has a control character (a tab or a line break)", "Take it out");
        return name.Length > 0 ? name : row.Id;
    }

    private TimeZoneInfo Zone(RegistryRow row)
    {
        if (row.Zone.Length == 0)
            Wrong(row, "the outlet has no time zone", "Write one, for example Asia/Shanghai");
        else if (TimeZoneInfo.TryFindSystemTimeZoneById(row.Zone, out var zone)) return zone;
        else
            Wrong(row, $"this machine knows no time zone '{Short(row.Zone)}'",
                "Write an IANA name such as Asia/Shanghai; if it is one, install the package tzdata");
        return TimeZoneInfo.Utc;
    }

    private int CutOver(RegistryRow row)
    {
        if (row.CutOverHour.Length == 0) return 0;
        var text = row.CutOverHour;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 23)
            return hour;
        Wrong(row, $"the cut-over hour '{Short(text)}' is not an hour", "Write a whole number, 0 to 23");
        return 0;
    }

    private Digest? Key(RegistryRow row)
    {
        if (row.Key.Length == 0) return null;
        if (Digest.TryParse(Encoding.UTF8.GetBytes(row.Key), out var digest)) return digest;
        Wrong(row, $"the key '{Short(row.Key)}' is not a fingerprint",
            $"Write the {Digest.TextLength} characters of 'rating-device fingerprint', or nothing");
        return null;
    }

    private void Wrong(RegistryRow row, string wrong, string @do) => Wrong(row.Line, wrong, @do);

    private void Wrong(int line, string wrong, string @do) => _problems.Add(new(line, wrong, @do));

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
