using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Export.Timetable;

/// <summary>
/// Exports each business day of each outlet once it is over. What is done is what lies in the folder: days
/// missed while the collector did not run are made up, and a failure is tried again until it is none.
/// </summary>
/// <param name="options">What, when and where.</param>
/// <param name="snapshot">Opens the store as of one moment.</param>
/// <param name="registry">For outlets, names and zones.</param>
/// <param name="definitions">What figures mean.</param>
/// <param name="ends">What devices wrote and did not deliver.</param>
/// <param name="time">Clock.</param>
/// <param name="log">For what failed.</param>
internal sealed partial class ScheduledExports(
    ExportOptions options, Func<IRatingStore> snapshot, Func<BranchRegistry> registry,
    DefinitionBook definitions, Func<IReadOnlyList<MissingEnd>?> ends, TimeProvider time,
    ILogger<ScheduledExports> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly ExportFolder _folder = new(options.Folder);
    private IReadOnlyList<string> _failed = [];

    /// <summary>One sentence for each outlet whose export failed last time; empty when all is well.</summary>
    public IReadOnlyList<string> Failed => Volatile.Read(ref _failed);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await LookAsync(stop);
            await Task.Delay(Look, time, stop);
        }
    }

    /// <summary>Exports what is due now.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        var branch = registry();
        var failed = new List<string>();
        foreach (var outlet in branch.Outlets.OrderBy(o => o.Id))
        {
            try
            {
                foreach (var day in DueDays.Missing(
                    _folder.Newest(outlet.Id), time.GetUtcNow(), outlet.Rules, options.Time,
                    options.KeepDays))
                {
                    await ExportAsync(branch, outlet, day, stop);
                    _folder.Prune(outlet.Id, options.KeepDays);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
            {
                failed.Add($"{outlet.Id}: {e.Message}");
                if (Failed.All(f => f != failed[^1])) LogFailed(outlet.Id, e);
            }
        }

        Volatile.Write(ref _failed, failed);
    }

    private async Task ExportAsync(
        BranchRegistry branch, OutletRecord outlet, DateOnly day, CancellationToken stop)
    {
        using var held = snapshot();
        var exporter = new Exporter(held, branch, definitions, ends());
        var query = $"outlet={outlet.Id}&period={Period.Day(day)}";
        var files = options.What.Distinct().SelectMany(
            what => options.Formats.Distinct().Select(format => Ask(what, format, outlet.Id, day)))
            .OfType<ExportAsk>()
            .Select(ask => (exporter.Open(ask),
                $"{ExportAsk.Name(ask.What)}.{ExportAsk.Name(ask.Format)}?{query}"))
            .ToList();
        var definition = definitions.On(day);
        await _folder.WriteAsync(outlet.Id, day, files, new(
            1, outlet.Id.ToString(), day, outlet.Rules.Zone.Id, ExportStamp.Program,
            [new(definition.Id, $"sha256-{definition.Hash}")], []), stop);
        LogWritten(outlet.Id, day, files.Count);
    }

    // a bulletin is of a month, never of a day
    private static ExportAsk? Ask(ExportWhat what, ExportFormat format, OutletId outlet, DateOnly day)
    {
        if (what == ExportWhat.Bulletin) return null;
        var by = what == ExportWhat.Ratings ? By.Total : By.Teller;
        var query = new FigureQuery(new(outlet), Period.Day(day), by);
        return new(what, format, query, Csv.CsvEncoding.Utf8, Language.Zh, false);
    }

    [LoggerMessage(1, LogLevel.Error, "The exports of {Outlet} failed and are tried again each minute")]
    private partial void LogFailed(OutletId outlet, Exception e);

    [LoggerMessage(2, LogLevel.Information, "Exported {Outlet} of {Day:yyyy-MM-dd}: {Files} files")]
    private partial void LogWritten(OutletId outlet, DateOnly day, int files);
}
