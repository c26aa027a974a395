using System.Globalization;
using System.Text.Json;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Export.Json;

/// <summary>What an export says of itself, as properties of the object begun.</summary>
internal static class StampJson
{
    public static void Write(Utf8JsonWriter json, ExportStamp stamp)
    {
        var query = stamp.Query;
        json.WriteString("program", ExportStamp.Program);
        json.WriteString("period", query.Period.ToString());
        json.WriteString("from", Day(query.Period.From));
        json.WriteString("to", Day(query.Period.To));
        json.WriteString("by", ByText.Of(query.By));
        json.WriteStartObject("scope");
        json.WriteString("outlet", query.Scope.Outlet?.ToString());
        json.WriteString("counter", query.Scope.Counter?.ToString());
        json.WriteString("teller", query.Scope.Teller?.ToString());
        json.WriteString("type", query.Scope.Type?.ToString());
        json.WriteString("unit", query.Scope.Unit?.ToString());
        json.WriteEndObject();
        json.WriteStartArray("zones");
        foreach (var zone in stamp.Zones) json.WriteStringValue(zone);
        json.WriteEndArray();
        if (stamp.Feed is { } feed)
        {
            json.WriteString("feed", feed);
            json.WriteNumber("feedDays", stamp.FeedDays ?? 0);
            json.WriteNumber("activeDays", stamp.ActiveDays ?? 0);
        }

        json.WriteStartArray("definitions");
        foreach (var definition in stamp.Definitions) Write(json, definition);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Definition definition)
    {
        json.WriteStartObject();
        json.WriteString("id", definition.Id);
        json.WriteString("hash", $"sha256-{definition.Hash}");
        json.WriteString("validFrom", Day(definition.ValidFrom));
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

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
