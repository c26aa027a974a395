using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RatingDevice.Bench.Stacks;

/// <summary>The same figures of several candidates: a row a figure, a column a candidate, and JSON.</summary>
internal sealed class SideBySide(string name)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<(string Key, string What)> _rows = [];
    private readonly List<OneColumn> _columns = [];
    private readonly List<(string Name, string Why)> _missing = [];

    internal OneColumn Column(string title)
    {
        var column = new OneColumn(this, title);
        _columns.Add(column);
        return column;
    }

    /// <summary>A candidate that is not here, and why.</summary>
    internal void Missing(string title, string why) => _missing.Add((title, why));

    internal void Print(TextWriter writer)
    {
        var wide = _rows.Max(r => r.What.Length);
        var high = _columns.Select(Wide).ToArray();
        WriteRow("", c => c.Title);
        foreach (var (key, what) in _rows) WriteRow(what, c => c.Text(key));
        foreach (var (title, why) in _missing) writer.WriteLine($"{title}: {why}");
        var json = new JsonObject { ["bench"] = name };
        foreach (var column in _columns) json[column.Title] = column.Json.DeepClone();
        foreach (var (title, _) in _missing) json[title] = null;
        writer.WriteLine(json.ToJsonString(Plain));

        int Wide(OneColumn column) =>
            Math.Max(column.Title.Length, _rows.Max(r => column.Text(r.Key).Length));

        void WriteRow(string what, Func<OneColumn, string> cell) => writer.WriteLine(
            (what.PadRight(wide) + string.Concat(_columns.Select((c, i) => "  " + cell(c).PadRight(high[i]))))
            .TrimEnd());
    }

    internal sealed class OneColumn(SideBySide table, string title)
    {
        private readonly Dictionary<string, string> _cells = [];

        internal string Title => title;

        internal JsonObject Json { get; } = [];

        internal string Text(string key) => _cells.GetValueOrDefault(key, "-");

        internal void Add(string key, string what, double? value)
        {
            var text = value switch
            {
                null => "-",
                >= 1000 => $"{value:N0}",
                var v when v == Math.Floor(v.Value) => $"{value:0}",
                >= 10 => $"{value:0.0}",
                _ => $"{value:0.00}",
            };
            Put(key, what, text, value is { } number ? JsonValue.Create(Math.Round(number, 3)) : null);
        }

        internal void Add(string key, string what, string promise) =>
            Put(key, what, promise, JsonValue.Create(promise));

        private void Put(string key, string what, string text, JsonNode? json)
        {
            if (!table._rows.Contains((key, what))) table._rows.Add((key, what));
            _cells[key] = text;
            Json[key] = json;
        }
    }
}
