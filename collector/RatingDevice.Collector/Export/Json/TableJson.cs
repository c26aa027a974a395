using System.Text.Encodings.Web;
using System.Text.Json;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export.Json;

/// <summary>
/// A table as one JSON object: what it is, its columns with their meaning, and "lines". Numbers have the very
/// digits of the CSV; what no feed told is null.
/// </summary>
internal static class TableJson
{
    /// <summary>Handed on whenever so many bytes are ready: the writer's buffer doubles, and twice this stays
    /// below what the runtime takes for a large object, which only a full collection gives back.</summary>
    private const int Handful = 32 * 1024;

    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // a sheet names each of its columns a thousand times: the name is escaped once
    private readonly record struct Place(JsonEncodedText Name, bool IsLevel)
    {
        public static Place Of(Column column) => new(
            JsonEncodedText.Encode(column.Level?.ToString() ?? column.JsonName, Options.Encoder),
            column.Level is not null);
    }

    /// <summary>Writes line by line as they are read; the stream stays open.</summary>
    public static async Task WriteAsync(Stream to, Table table, ExportStamp stamp, CancellationToken stop)
    {
        await using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteNumber("schema", table.Schema);
        json.WriteString("what", table.Name);
        StampJson.Write(json, stamp);
        WriteColumns(json, table.Columns);
        Place[] places = [.. table.Columns.Select(Place.Of)];
        json.WriteStartArray("lines");
        foreach (var row in table.Rows)
        {
            WriteLine(json, places, row);
            if (json.BytesPending > Handful) await json.FlushAsync(stop);
        }

        json.WriteEndArray();
        if (table.Total is { } total)
        {
            json.WritePropertyName("total");
            WriteLine(json, places, total);
        }

        json.WriteEndObject();
        await json.FlushAsync(stop);
    }

    private static void WriteLine(Utf8JsonWriter json, Place[] places, CellValue[] cells)
    {
        json.WriteStartObject();
        var levels = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            if (places[i].IsLevel) levels++;
            else Write(json, places[i].Name, in cells[i]);
        }

        if (levels > 0)
        {
            json.WriteStartObject("levels");
            for (var i = 0; i < cells.Length; i++)
                if (places[i].IsLevel) Write(json, places[i].Name, in cells[i]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<Column> columns)
    {
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("at", column.Level is { } level ? $"levels.{level}" : column.JsonName);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(column.Kind.ToString()));
            json.WriteString("zh", column.Heading.Zh);
            json.WriteString("en", column.Heading.En);
            json.WriteString("meaningZh", column.Meaning.Zh);
            json.WriteString("meaningEn", column.Meaning.En);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, in CellValue cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Nothing or CellKind.NoFeed:
                json.WriteNull(name);
                break;
            case CellKind.Whole:
                json.WriteNumber(name, cell.Whole);
                break;
            case CellKind.Number:
                json.WriteNumber(name, cell.Number);
                break;
            default:
                json.WriteString(name, cell.ToString());
                break;
        }
    }
}
