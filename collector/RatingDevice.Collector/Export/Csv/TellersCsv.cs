using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export.Csv;

/// <summary>
/// Per-teller figures, one row a teller and outlet. A column a level stands at the end, since a bank chooses
/// its levels; levels outside the definition are summed in level_other, so that the levels add up to rated.
/// </summary>
internal static class TellersCsv
{
    private static readonly string[] Fixed =
    [
        "schema", "from", "to", "outlet", "outlet_name", "zone", "teller", "teller_name", "teller_label",
        "teller_standing", "invited", "rated", "unrated", "open", "stray", "served", "answer_rate_percent",
        "rating_rate_percent", "satisfaction_rate_percent", "satisfaction_index", "definition",
        "definition_hash", "level_other",
    ];

    /// <summary>Writes all rows; the stream stays open.</summary>
    public static async Task WriteAsync(
        Stream to, Period period, IReadOnlyList<TellerRow> rows, CancellationToken stop)
    {
        await using var csv = ExcelCsv.Open(to);
        var levels = rows.SelectMany(r => r.Definition.Levels).Select(l => l.Code)
            .Concat(Rollups.Definition.On(period.To).Levels.Select(l => l.Code)).Distinct().ToList();
        ExcelCsv.WriteHeader(csv, [.. Fixed, .. levels.Select(l => $"level_{l}")]);
        await csv.EndRecordAsync(stop);
        foreach (var row in rows)
        {
            var f = row.Figures;
            csv.WriteField(ExcelCsv.Schema);
            csv.WriteField(period.From);
            csv.WriteField(period.To);
            csv.WriteField(row.Outlet.ToString());
            csv.WriteField(row.OutletName);
            csv.WriteField(row.Zone);
            csv.WriteField(f.Teller?.ToString());
            csv.WriteField(row.TellerName);
            csv.WriteField(ExcelCsv.Label(f.Teller, row.TellerName));
            csv.WriteField(row.Standing);
            csv.WriteField(f.Invited);
            csv.WriteField(f.Rated);
            csv.WriteField(f.Unrated);
            csv.WriteField(row.Open);
            csv.WriteField(f.Stray);
            csv.WriteField("unknown"); // no source of served customers yet: said, not guessed
            ExcelCsv.WriteRate(csv, f.AnswerRate);
            ExcelCsv.WriteRate(csv, null);
            ExcelCsv.WriteRate(csv, f.SatisfactionRate);
            ExcelCsv.WriteRate(csv, f.SatisfactionIndex);
            csv.WriteField(row.Definition.Id);
            csv.WriteField(ExcelCsv.Hash(row.Definition.Hash));
            csv.WriteField(f.Levels.Where(l => !levels.Contains(l.Code)).Sum(l => l.Count));
            foreach (var level in levels) csv.WriteField(Count(row, level));
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);
    }

    private static long Count(TellerRow row, LevelCode level) =>
        row.Figures.Levels.FirstOrDefault(l => l.Code == level)?.Count ?? 0;
}
