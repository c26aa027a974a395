using System.Text.Json;
using System.Text.Json.Nodes;

namespace RatingDevice.Bench;

/// <summary>Figures of one run: a table for people, JSON for programs, both from the same rows.</summary>
internal sealed class FigureTable(string name)
{
    private readonly List<(string What, string Value, string Unit, string Note)> _rows = [];
    private readonly JsonObject _json = new() { ["bench"] = name };

    internal void Add(string key, string what, double value, string unit, string note = "")
    {
        var whole = value >= 1000 || (unit is "" or "times" or "seeds" or "presses");
        var text = whole ? $"{value:N0}" : value >= 10 ? $"{value:0.0}" : $"{value:0.00}";
        _rows.Add((what, text, unit, note));
        _json[key] = Math.Round(value, 3);
    }

    /// <summary>A figure that could not be had, and why.</summary>
    internal void Missing(string key, string what, string why)
    {
        _rows.Add((what, "-", "", why));
        _json[key] = null;
    }

    internal void Print(TextWriter writer)
    {
        var wide = _rows.Max(r => r.What.Length);
        var high = _rows.Max(r => r.Value.Length);
        foreach (var (what, value, unit, note) in _rows)
            writer.WriteLine($"{what.PadRight(wide)}  {value.PadLeft(high)} {unit,-10} {note}".TrimEnd());
        writer.WriteLine(_json.ToJsonString(new JsonSerializerOptions { WriteIndented = false }));
    }
}
