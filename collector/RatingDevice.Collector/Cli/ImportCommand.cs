using System.CommandLine;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Served.Csv;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Cli;

/// <summary>
/// "import services": a queue machine's or core system's CSV. A running collector takes the rows by HTTP,
/// since its answer says what became of each row once that is durable, and they pass the same door as any
/// feed; where none runs, the store is opened here as its only writer.
/// </summary>
internal sealed class ImportCommand(TimeProvider time)
{
    private const int MostListed = 200;

    private readonly Option<string> _data = new("--data")
    {
        Description = "The collector's data directory; the collector may run meanwhile.", Required = true,
    };

    private readonly Option<string?> _outlet = new("--outlet")
    {
        Description = "The outlet of rows that name none.",
    };

    private readonly Option<string[]> _ignore = new("--ignore")
    {
        Description = "A column to leave out, unread; may be given more than once.",
        DefaultValueFactory = _ => [],
    };

    private readonly Argument<string> _file = new("file")
    {
        Description = "CSV in UTF-8 or GB 18030, with a header.",
    };

    public Command Make()
    {
        var services = new Command("services",
            "Customers served: ticket, issued, called, finished, counter, teller, type, void; never who they "
            + "are. Importing a file again changes nothing.")
        {
            _data, _outlet, _ignore, _file,
        };
        services.SetAction((parsed, stop) => CliParts.GuardAsync(() => RunAsync(parsed, stop)));
        return new Command("import", "Takes in what other systems know.") { services };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var path = parsed.GetRequiredValue(_file);
        var outlet = parsed.GetValue(_outlet);
        if (outlet is not null && !OutletId.TryParse(outlet, out _))
            throw new OptionsException($"--outlet '{outlet}' is not an outlet id. Nothing was taken.");
        var text = Read(path);
        using var target = ImportTarget.Open(new CollectorFiles(parsed.GetRequiredValue(_data)), time);
        var progress = new ImportProgress(time, text.Encoding);
        var rows = ServedCsv.Read(text.Utf8, parsed.GetValue(_ignore) ?? []);
        foreach (var some in rows.Chunk(ServedDesk.MostRows))
        {
            ToldRow[] named = [.. some.Select(r => r.Fields is { Outlet: null } f
                ? r with { Fields = f with { Outlet = outlet } } : r)];
            progress.Add(await target.TakeAsync(named, Path.GetFileName(path), stop));
        }

        progress.Finish(Console.Out, MostListed);
        return progress.Refused == 0 ? 0 : CliParts.Failed;
    }

    private static FileText Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new OptionsException($"There is no file {path}. Nothing was taken.");
        if (file.Length > FileText.MostBytes)
        {
            throw new OptionsException($"{path} is larger than {FileText.MostBytes >> 20} MiB. Nothing was "
                + "taken; cut it in parts.");
        }

        return FileText.Of(File.ReadAllBytes(path));
    }
}
