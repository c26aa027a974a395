using LiteDB;
using RatingDevice.Collector;
using RatingDevice.Collector.Cli;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store.LiteDb;

/// <summary>The command line against a LiteDB store, while the collector that writes it is there.</summary>
public sealed class LiteDbCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("collector-").FullName;
    private readonly JournalScript _script = new();
    private readonly IRatingStore _store;

    public LiteDbCommandTests()
    {
        _store = CompiledParts.LiteDb.Open(File, 10);
        _script.Rate(_script.Invite("1001"), "fair", teller: "1001");
        using var feeder = new Feeder(_store);
        feeder.Feed(_script.Message(_script.BatchFrom(1)));
    }

    private string File => new CollectorFiles(_data).Store(CompiledParts.LiteDb);

    [Fact]
    public async Task Export_and_verify_work_beside_the_writer()
    {
        Assert.Equal(0, await new VerifyCommand().Make().Parse(["--data", _data, "--json"]).InvokeAsync());
        var csv = Path.Combine(_data, "f.csv");
        string[] export =
        [
            "ratings", "--data", _data, "--from", "2026-11-21", "--to", "2026-11-21", "--out", csv,
        ];
        Assert.Equal(0, await new ExportCommand(TimeProvider.System).Make().Parse(export).InvokeAsync());
        Assert.Contains("fair", await System.IO.File.ReadAllTextAsync(csv));
    }

    [Fact]
    public async Task Verify_finds_what_somebody_altered_with_a_LiteDB_program()
    {
        _store.Dispose();
        using (var file = new LiteDatabase(File))
        {
            var rows = file.GetCollection("rows");
            var d = rows.FindAll().Single();
            d["rows"][1]["level"] = "satisfied";
            rows.Update(d);
        }

        Assert.Equal(1, await new VerifyCommand().Make().Parse(["--data", _data]).InvokeAsync());
    }

    public void Dispose()
    {
        _store.Dispose();
        _script.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
