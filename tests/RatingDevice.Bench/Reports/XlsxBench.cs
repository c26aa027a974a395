using System.Diagnostics;
using CsvHelper;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Export.OpenXml;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Bench.Reports;

/// <summary>
/// The long form of many ratings written to a file: as XLSX, as our CSV, and by CsvHelper alone with the same
/// cells. The least memory comes first, so the peak of each is its own.
/// </summary>
internal static class XlsxBench
{
    private static readonly string[] Levels = ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    public static async Task RunAsync(
        int rows, FigureTable figures, TextWriter progress, CancellationToken stop)
    {
        var home = Directory.CreateTempSubdirectory("xlsx-bench-");
        try
        {
            await TimeAsync("csvhelper", "CsvHelper alone", to => AloneAsync(to, rows, stop));
            await TimeAsync("csv", "CSV export",
                to => TableCsv.WriteAsync(to, Ratings(rows), CsvEncoding.Utf8, stop));
            await TimeAsync("xlsx", "XLSX export", async to =>
            {
                using var book = new WorkbookFile(to, Language.Zh);
                await book.AddAsync(Ratings(rows), stop);
                await book.FinishAsync(stop);
            });
        }
        finally
        {
            home.Delete(recursive: true);
        }

        async Task TimeAsync(string key, string what, Func<Stream, Task> write)
        {
            await progress.WriteLineAsync($"{what}: {rows:N0} rows");
            var path = Path.Combine(home.FullName, key);
            var began = Stopwatch.GetTimestamp();
            await using (var to = File.Create(path)) await write(to);
            var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
            using var self = Process.GetCurrentProcess();
            figures.Add($"{key}RowsPerSecond", what, rows / took, "rows/s",
                $"{rows:N0} rows of {RatingColumns.All.Count} columns");
            figures.Add($"{key}PeakMb", $"{what}, peak memory", self.PeakWorkingSet64 / 1e6, "MB");
            figures.Add($"{key}FileMb", $"{what}, file", new FileInfo(path).Length / 1e6, "MB");
        }
    }

    private static async Task AloneAsync(Stream to, int rows, CancellationToken stop)
    {
        await using var csv = CsvWriter.Create(to, CsvWriterOptions.Default, leaveOpen: true);
        foreach (var row in Ratings(rows).Rows)
        {
            foreach (var cell in row) csv.WriteField(cell.ToString());
            await csv.EndRecordAsync(stop);
        }

        await csv.FlushAsync(stop);
    }

    private static Table Ratings(int rows) => Table.Of(
        "ratings", new("评价明细", "Ratings"), RatingColumns.Schema, RatingColumns.All, Made(rows), rows);

    private static IEnumerable<RatingRow> Made(int rows)
    {
        var (definition, journal) = (Definition.Current, JournalId.Parse("j-1"));
        var rules = new OutletRules(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), 0);
        var meanings = Levels.Select(l => definition.Levels.First(m => m.Code.ToString() == l)).ToArray();
        var tellers = Enumerable.Range(0, 1000).Select(i => TellerId.Parse($"{i:0000}")).ToArray();
        var posts = Enumerable.Range(0, 200).Select(i => new Post(
            OutletId.Parse($"o-{i / 6}"), CounterId.Parse($"c-{i % 6}"), DeviceId.Parse($"d-{i}"))).ToArray();
        var names = tellers.Select(t => $"柜员{t}").ToArray();
        var first = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < rows; i++)
        {
            var (at, who, level) = (first.AddMilliseconds(2_591L * i), i % 1000, meanings[i % 4]);
            var e = new CounterEvent(
                journal, 2 * i + 2, EventKind.Rated, posts[i % 200], tellers[who],
                ServiceId.Parse($"a-{i}"), at, PlacedBy.Clock, BusinessDay.Slot(at, rules), 2 * i + 1,
                level.Code, 900 + i % 12_000, null, null, Trigger.Queue, 1);
            yield return new(
                e, true, TimeZoneInfo.ConvertTime(at, rules.Zone), rules.Zone.Id, names[who], definition,
                level.Code, level);
        }
    }
}
