using System.Text.Json;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Export.Json;

/// <summary>A sheet of figures as JSON: what was asked, by which definitions, the lines and the
/// total.</summary>
internal static class FigureJson
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Writes it; the stream stays open.</summary>
    public static Task WriteAsync(Stream to, FigureSheet sheet, CancellationToken stop)
    {
        var table = Table.Of(sheet);
        var columns = FigureColumns.Of(sheet);
        return TableJson.WriteAsync(to, table, json => Head(json, sheet), json =>
        {
            json.WritePropertyName("total");
            var total = new FigureRow(sheet, sheet.Total);
            TableJson.WriteLine(json, columns, [.. columns.Select(c => c.Value(total))]);
        }, stop);
    }

    /// <summary>What was asked.</summary>
    public static void Query(Utf8JsonWriter json, FigureQuery query)
    {
        json.WriteString("period", query.Period.ToString());
        json.WriteString("from", query.Period.From.ToString("O"));
        json.WriteString("to", query.Period.To.ToString("O"));
        json.WriteString("by", ByText.Of(query.By));
        json.WriteStartObject("scope");
        json.WriteString("outlet", query.Scope.Outlet?.ToString());
        json.WriteString("counter", query.Scope.Counter?.ToString());
        json.WriteString("teller", query.Scope.Teller?.ToString());
        json.WriteString("type", query.Scope.Type?.ToString());
        json.WriteEndObject();
    }

    /// <summary>What the figures mean.</summary>
    public static void Definitions(Utf8JsonWriter json, IReadOnlyList<Definition> definitions)
    {
        json.WriteStartArray("definitions");
        foreach (var definition in definitions)
        {
            json.WriteStartObject();
            json.WriteString("id", definition.Id);
            json.WriteString("hash", $"sha256-{definition.Hash}");
            json.WriteString("validFrom", definition.ValidFrom.ToString("O"));
            json.WriteNumber("minimumN", definition.MinimumN);
            json.WriteStartArray("levels");
            foreach (var level in definition.Levels)
            {
                json.WriteStartObject();
                json.WriteString("code", level.Code.ToString());
                json.WriteString("zh", level.Zh);
                json.WriteString("en", level.En);
                json.WriteNumber("weight", level.Weight);
                json.WriteBoolean("satisfied", level.Satisfied);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Head(Utf8JsonWriter json, FigureSheet sheet)
    {
        Query(json, sheet.Query);
        json.WriteString("feed", sheet.Feed);
        json.WriteNumber("feedDays", sheet.FeedDays);
        json.WriteNumber("activeDays", sheet.ActiveDays);
        Definitions(json, sheet.Definitions);
    }
}
