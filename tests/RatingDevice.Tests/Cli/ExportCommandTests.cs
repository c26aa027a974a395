using RatingDevice.Collector;
using RatingDevice.Collector.Cli;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Tests.Dashboard;
using RatingDevice.Tests.Export;
using RatingDevice.Tests.Ingest;

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
        var file = await File.ReadAllBytesAsync(path);
        if (what == "ratings") Assert.Equal(http, file);
        else Assert.Equal(Exported.Rows(http).Select(Known), Exported.Rows(file).Select(Known));
    }

    [Theory]
    [InlineData("figures", "xlsx", "--by", "day")]
    [InlineData("daily", "json")]
    [InlineData("ratings", "csv", "--encoding", "gb18030", "--teller", "0071")]
    [InlineData("tellers", "xlsx", "--lang", "en")]
    public async Task Every_kind_and_format_is_written(string what, string format, params string[] more)
    {
        var path = Path.Combine(_data, "f");
        string[] arguments =
            [what, "--data", _data, "--period", "2026-11", "--format", format, "--out", path, .. more];
        Assert.Equal(0, await new ExportCommand(TimeProvider.System).Make().Parse(arguments).InvokeAsync());
        Assert.True(new FileInfo(path).Length > 500);
    }

    [Theory]
    [InlineData("ratings", "--by", "hour")]
    [InlineData("ratings", "--type", "loans")]
    [InlineData("figures", "--by", "moon")]
    [InlineData("figures", "--definition", "none")]
    [InlineData("figures", "--encoding", "latin1")]
    [InlineData("figures", "--encoding", "gb18030", "--format", "xlsx")]
    [InlineData("figures", "--lang", "fr")]
    [InlineData("bulletin", "--period", "2026-Q4")]
    public async Task What_cannot_be_is_refused_and_no_file_is_made(string what, params string[] more)
    {
        var path = Path.Combine(_data, "f");
        string[] period = more.Contains("--period") ? [] : ["--period", "2026-11"];
        string[] arguments = [what, "--data", _data, "--out", path, .. period, .. more];
        Assert.Equal(2, await new ExportCommand(TimeProvider.System).Make().Parse(arguments).InvokeAsync());
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Progress_is_told_once_two_seconds_have_gone()
    {
        var (time, said) = (new HandTime(), new StringWriter { NewLine = "\n" });
        var progress = new ExportProgress(time, said, 1_000_000);
        for (var row = 1; row <= 5; row++)
        {
            time.Move(TimeSpan.FromSeconds(0.9));
            progress.Row(row);
        }

        Assert.Equal("3 of about 1,000,000 rows\n", said.ToString());
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
        Assert.Equal(2, await new ExportCommand(TimeProvider.System).Make().Parse(arguments).InvokeAsync());
        Assert.Empty(Directory.GetFileSystemEntries(empty));
        Directory.Delete(empty);
    }

    // Only a running collector hears how far its devices wrote.
    private static Dictionary<string, string> Known(Dictionary<string, string> row) => row
        .Where(c => c.Key is not ("entries_expected" or "entries_missing" or "coverage_percent"))
        .ToDictionary();

    private Task<int> RunAsync(string what, string from, string to, string path) =>
        new ExportCommand(TimeProvider.System).Make()
            .Parse([what, "--data", _data, "--from", from, "--to", to, "--out", path]).InvokeAsync();
}
