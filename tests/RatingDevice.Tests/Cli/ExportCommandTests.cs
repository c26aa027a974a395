using RatingDevice.Collector;
using RatingDevice.Collector.Cli;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Tests.Dashboard;
using RatingDevice.Tests.Export;

namespace RatingDevice.Tests.Cli;

/// <summary>The command line against a store on disk, while the collector that writes it is there.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Registry = """
        {"outlets":[{"id":"o-1","name":"示范网点","zone":"Asia/Shanghai"}],
         "counters":[{"id":"c-1","outlet":"o-1","name":"1号柜"}],
         "devices":[{"id":"d-1","outlet":"o-1","counter":"c-1"}],
         "tellers":[{"id":"0071","name":"张三","outlet":"o-1"},
           {"id":"1002","name":"=HYPERLINK(\"http://x\",\"李,四\")","outlet":"o-1"}]}
        """;

    private readonly string _data = Directory.CreateTempSubdirectory("collector-").FullName;
    private readonly SqliteRatingStore _store;

    public ExportCommandTests()
    {
        var files = new CollectorFiles(_data);
        _store = SqliteRatingStore.Open(new(files.Store(SystemStack.Sqlite)));
        _store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        File.WriteAllText(files.KeptRegistry + ".json", Registry);
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Theory]
    [InlineData("tellers")]
    [InlineData("ratings")]
    public async Task It_writes_the_very_bytes_of_the_http_export(string what)
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        var http = await rig.Http.GetByteArrayAsync(
            $"/api/v1/exports/{what}.csv?from=2026-11-21&to=2026-11-21");
        var path = Path.Combine(_data, "f.csv");
        Assert.Equal(0, await RunAsync(what, "2026-11-21", "2026-11-21", path));
        Assert.Equal(http, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_folder_gets_a_file_of_the_usual_name()
    {
        Assert.Equal(0, await RunAsync("tellers", "2026-11-01", "2026-11-30", _data));
        Assert.True(File.Exists(Path.Combine(_data, "tellers_o-1_2026-11-01_2026-11-30_Asia-Shanghai.csv")));
    }

    [Theory]
    [InlineData("2026-11-30", "2026-11-01")]
    [InlineData("2026-11-31", "2026-12-01")]
    [InlineData("november", "2026-12-01")]
    public async Task A_bad_period_is_refused_and_no_file_is_made(string from, string to)
    {
        var path = Path.Combine(_data, "f.csv");
        Assert.Equal(2, await RunAsync("tellers", from, to, path));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_leaves_nothing_half_done()
    {
        var path = Path.Combine(_data, "no", "such", "folder.csv");
        Assert.Equal(1, await RunAsync("tellers", "2026-11-01", "2026-11-30", path));
        Assert.Empty(Directory.GetFiles(_data, "*.part"));
    }

    [Fact]
    public async Task A_folder_without_a_store_is_said_to_be_none()
    {
        var empty = Directory.CreateTempSubdirectory("empty-").FullName;
        var arguments = new[]
        {
            "tellers", "--data", empty, "--from", "2026-11-01", "--to", "2026-11-02", "--out", "x.csv",
        };
        Assert.Equal(2, await new ExportCommand().Make().Parse(arguments).InvokeAsync());
        Assert.Empty(Directory.GetFileSystemEntries(empty));
        Directory.Delete(empty);
    }

    private Task<int> RunAsync(string what, string from, string to, string path) => new ExportCommand().Make()
        .Parse([what, "--data", _data, "--from", from, "--to", to, "--out", path]).InvokeAsync();
}
