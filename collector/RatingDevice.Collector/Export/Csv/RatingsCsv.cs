using System.Globalization;
using System.Text.Json;

namespace RatingDevice.Collector.Export.Csv;

/// <summary>
/// The long form: every counted rating once, one row a rating. A customer who changed the mind has one row,
/// with changed 1 and the level before. (journal, n) is the key of a row
/// for ever. Replaced presses are rows, with counted 0, only where they were asked for.
/// </summary>
internal static class RatingsCsv
{
    private static readonly string[] Columns =
    [
        "schema", "kind", "journal", "n", "counted", "business_day", "business_hour", "at_utc", "at_local",
        "zone", "placed_by", "outlet", "counter", "device", "teller", "teller_name", "teller_label",
        "service",
        "trigger", "invited_n", "after_ms", "level", "level_zh", "level_en", "weight", "satisfied", "changed",
        "was_level", "replaces", "definition", "definition_hash",
    ];

    /// <summary>Writes row by row as they are read; the stream stays open.</summary>
    public static async Task WriteAsync(Stream to, IEnumerable<RatingRow> rows, CancellationToken stop)
    {
        await using var csv = ExcelCsv.Open(to);
        ExcelCsv.WriteHeader(csv, Columns);
        await csv.EndRecordAsync(stop);
        foreach (var row in rows)
        {
            var e = row.Event;
            csv.WriteField(ExcelCsv.Schema);
            csv.WriteField("rated");
            csv.WriteField(e.Journal.ToString());
            csv.WriteField(e.N);
            csv.WriteField(row.Counted ? 1 : 0);
            csv.WriteField(e.Slot.Day);
            csv.WriteField(e.Slot.Hour);
            csv.WriteField(ExcelCsv.Instant(e.At));
            csv.WriteField(row.Local.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
            csv.WriteField(row.Zone);
            csv.WriteField(Kebab(e.By.ToString()));
            csv.WriteField(e.Post.Outlet.ToString());
            csv.WriteField(e.Post.Counter.ToString());
            csv.WriteField(e.Post.Device.ToString());
            csv.WriteField(e.Teller?.ToString());
            csv.WriteField(row.TellerName);
            csv.WriteField(ExcelCsv.Label(e.Teller, row.TellerName));
            csv.WriteField(e.Service?.ToString());
            csv.WriteField(e.Trigger is { } trigger ? Kebab(trigger.ToString()) : null);
            csv.WriteField(e.Invited);
            csv.WriteField(e.AfterMs);
            csv.WriteField(row.Level.ToString());
            csv.WriteField(row.Meaning?.Zh);
            csv.WriteField(row.Meaning?.En);
            csv.WriteField(row.Meaning?.Weight);
            csv.WriteField(row.Meaning is { } meaning ? meaning.Satisfied ? 1 : 0 : (int?)null);
            csv.WriteField(e.Replaces is null ? 0 : 1);
            csv.WriteField(e.Was?.ToString());
            csv.WriteField(e.Replaces);
            csv.WriteField(row.Definition.Id);
            csv.WriteField(ExcelCsv.Hash(row.Definition.Hash));
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);
    }

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
