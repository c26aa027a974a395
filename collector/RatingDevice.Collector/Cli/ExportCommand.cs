using System.CommandLine;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "export figures", "tellers", "daily", "ratings", "bulletin" and "waiting": the same question as the pages,
/// the API and the HTTP exports, read by the same code.
/// </summary>
/// <param name="time">For progress.</param>
internal sealed class ExportCommand(TimeProvider time)
{
    private readonly Option<string> _data = CliParts.Data();

    private readonly Option<string> _out = new("--out")
    {
        Description = "File to write; a directory gets a file of the usual name; - is standard output.",
        Required = true,
    };

    private readonly Option<string?> _registry = new("--registry")
    {
        Description = "Registry file for names; the last good one of the collector where left out.",
    };

    private readonly Option<ExportFormat> _format = new("--format") { Description = "csv, xlsx or json." };

    private readonly Option<bool> _replaced = new("--replaced")
    {
        Description = "ratings: also the presses that a later one replaced, with counted 0.",
    };

    private readonly Option<string?>[] _fields =
    [
        Field("period", "2026-11-30, 2026-W48, 2026-11, 2026-Q4, 2026 or 2026-11-01..2026-11-30."),
        Field("from", "First business day, YYYY-MM-DD, included; instead of --period."),
        Field("to", "Last business day, YYYY-MM-DD, included."),
        Field("by", "figures, waiting: total, hour, day, week, month, teller, counter, outlet, weekday-hour "
            + "or device-day."),
        Field("outlet", "Only this outlet."),
        Field("counter", "Only this counter of the outlet."),
        Field("teller", "Only this teller."),
        Field("type", "Only services of this business type."),
        Field("definition", "Id of the definition to compute with; else the one in force."),
        Field("encoding", "csv: utf-8 or gb18030."),
        Field("lang", "xlsx: zh or en."),
    ];

    public Command Make() => new("export", "Writes figures or ratings as CSV, XLSX or JSON.")
    {
        Make(ExportWhat.Figures, "Figures of a period by anything."),
        Make(ExportWhat.Tellers, "Per-teller figures of a period."),
        Make(ExportWhat.Daily, "Figures by business day and teller."),
        Make(ExportWhat.Ratings, "Every counted rating of a period once."),
        Make(ExportWhat.Bulletin, "A month in one workbook."),
        Make(ExportWhat.Waiting, "Waiting time, service time and work of a period by anything."),
    };

    private Command Make(ExportWhat what, string description)
    {
        var command = new Command(ExportAsk.Name(what), description) { _data, _out, _registry };
        foreach (var field in _fields) command.Add(field);
        if (what != ExportWhat.Bulletin) command.Add(_format);
        if (what == ExportWhat.Ratings) command.Add(_replaced);
        command.SetAction((parsed, stop) => CliParts.GuardAsync(() => WriteAsync(what, parsed, stop)));
        return command;
    }

    private async Task<int> WriteAsync(ExportWhat what, ParseResult parsed, CancellationToken stop)
    {
        var files = new CollectorFiles(parsed.GetRequiredValue(_data));
        var definitions = DefinitionBook.WithFolder(files.Definitions);
        var format = what == ExportWhat.Bulletin ? ExportFormat.Xlsx : parsed.GetValue(_format);
        var ask = ExportAsk.Read(what, format, Of, definitions, out var wrong, out var todo)
            ?? throw new OptionsException($"{wrong}. Nothing was written. {todo}.");
        var registry = ReadRegistry(parsed.GetValue(_registry)) ?? files.LastRegistry();
        using var store = CliParts.OpenStore(files);
        var export = new Exporter(store, registry, definitions).Open(ask);
        var progress = new ExportProgress(time, Console.Error, export.Count);
        await ExportTarget.WriteAsync(
            parsed.GetRequiredValue(_out), export.FileName,
            to => export.Watched(progress.Row).WriteAsync(to, stop));
        return 0;

        string? Of(string name) => name == "replaced"
            ? what == ExportWhat.Ratings && parsed.GetValue(_replaced) ? "include" : null
            : _fields.FirstOrDefault(f => f.Name == $"--{name}") is { } field ? parsed.GetValue(field) : null;
    }

    private static BranchRegistry? ReadRegistry(string? path)
    {
        if (path is null) return null;
        var reading = RegistryFile.Read(path);
        return reading.Value ?? throw new OptionsException(
            $"{path} cannot be used: {string.Join("; ", reading.Problems.Take(5))} Nothing was written.");
    }

    private static Option<string?> Field(string name, string description) =>
        new($"--{name}") { Description = description };
}
