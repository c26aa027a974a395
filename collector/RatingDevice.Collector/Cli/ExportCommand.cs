using System.CommandLine;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "export tellers" and "export ratings": the same query as the page, the API and the HTTP export.
/// </summary>
internal sealed class ExportCommand
{
    private readonly Option<string> _data = CliParts.Data();
    private readonly Option<string> _from = Day("--from", "First business day, YYYY-MM-DD, included.");
    private readonly Option<string> _to = Day("--to", "Last business day, YYYY-MM-DD, included.");
    private readonly Option<string> _out = new("--out")
    {
        Description = "File to write; a directory gets a file of the usual name; - is standard output.",
        Required = true,
    };

    private readonly Option<string?> _outlet = new("--outlet") { Description = "Only this outlet." };

    private readonly Option<string?> _registry = new("--registry")
    {
        Description = "Registry file for names; the last good one of the collector where left out.",
    };

    private readonly Option<bool> _replaced = new("--replaced")
    {
        Description = "ratings: also the presses that a later one replaced, with counted 0.",
    };

    public Command Make() => new("export", "Writes figures or ratings as CSV for Excel.")
    {
        Make("tellers", "Per-teller figures of a period."),
        Make("ratings", "Every counted rating of a period once."),
    };

    private Command Make(string what, string description)
    {
        var command = new Command(what, description) { _data, _from, _to, _out, _outlet, _registry };
        if (what == "ratings") command.Add(_replaced);
        command.SetAction((parsed, stop) => CliParts.GuardAsync(() => WriteAsync(what, parsed, stop)));
        return command;
    }

    private async Task<int> WriteAsync(string what, ParseResult parsed, CancellationToken stop)
    {
        var period = Period.Read(parsed.GetValue(_from), parsed.GetValue(_to), out var wrong, out var todo)
            ?? throw new OptionsException($"--{wrong}. Nothing was written. {todo}.");
        var files = new CollectorFiles(parsed.GetRequiredValue(_data));
        var registry = ReadRegistry(parsed.GetValue(_registry)) ?? files.LastRegistry();
        var outlet = Outlet(parsed.GetValue(_outlet));
        using var store = CliParts.OpenStore(files);
        await CsvTarget.WriteAsync(
            parsed.GetRequiredValue(_out), ExportName.Of(what, period, registry, outlet),
            to => what == "tellers"
                ? TellersCsv.WriteAsync(to, period, new FiguresQuery(store, registry).Tellers(period,
                    outlet), stop)
                : RatingsCsv.WriteAsync(to, Ratings(store, registry, period, outlet, parsed), stop));
        return 0;
    }

    private IEnumerable<RatingRow> Ratings(
        IRatingStore store, BranchRegistry registry, Period period, OutletId? outlet, ParseResult parsed) =>
        new RatingsQuery(store, registry).Ratings(period, outlet, parsed.GetValue(_replaced));

    private static OutletId? Outlet(string? text) => text is null ? null
        : OutletId.TryParse(text, out var id) ? id
        : throw new OptionsException($"--outlet '{text}' is not an outlet id. Nothing was written.");

    private static BranchRegistry? ReadRegistry(string? path)
    {
        if (path is null) return null;
        var reading = RegistryFile.Read(path);
        return reading.Registry ?? throw new OptionsException(
            $"{path} cannot be used: {string.Join("; ", reading.Problems.Take(5))} Nothing was written.");
    }

    private static Option<string> Day(string name, string description) =>
        new(name) { Description = description, Required = true };
}
