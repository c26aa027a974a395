using RatingDevice.Collector;
using RatingDevice.Collector.Cli;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store.Sqlite;

namespace RatingDevice.Tests.Cli;

/// <summary>"import services" into the store of a collector that does not run.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private const string Registry = """
        {"outlets":[{"id":"o-1","name":"示范网点","zone":"Asia/Shanghai"}],"counters":[],"devices":[],
         "tellers":[]}
        """;

    private readonly string _data = Directory.CreateTempSubdirectory("import-").FullName;
    private readonly CollectorFiles _files;

    public ImportCommandTests()
    {
        _files = new(_data);
        SqliteRatingStore.Open(new(_files.Store(SystemStack.Sqlite))).Dispose();
        File.WriteAllText(_files.KeptRegistry + ".json", Registry);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_file_is_taken_once_and_the_rows_that_name_no_outlet_get_the_one_given()
    {
        var file = Write("票号,叫号时间\nA001,2025-11-21 09:00\nA002,2025-11-21 09:10\n");
        Assert.Equal(0, await RunAsync(file, "--outlet", "o-1"));
        Assert.Equal(0, await RunAsync(file, "--outlet", "o-1"));
        Assert.Equal(["a001", "a002"], Held());
    }

    [Fact]
    public async Task A_file_with_bad_rows_leaves_those_out_and_says_so_by_its_exit_code()
    {
        var file = Write(
            "ticket,outlet,called\na1,o-1,2025-11-21 09:00\na2,o-9,2025-11-21 09:00\na3,o-1,x\n");
        Assert.Equal(1, await RunAsync(file));
        Assert.Equal(["a1"], Held());
    }

    [Theory]
    [InlineData("ticket,customer\na1,x\n", 1)]
    [InlineData(null, 2)]
    public async Task A_file_that_cannot_be_used_takes_nothing(string? text, int code)
    {
        Assert.Equal(code, await RunAsync(text is null ? Path.Combine(_data, "none.csv") : Write(text)));
        Assert.Empty(Held());
    }

    private string Write(string text)
    {
        var path = Path.Combine(_data, "rows.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private Task<int> RunAsync(string file, params string[] more) => new ImportCommand(TimeProvider.System)
        .Make().Parse(["services", "--data", _data, .. more, file]).InvokeAsync();

    private List<string> Held()
    {
        using var store = SqliteRatingStore.OpenSnapshot(new(_files.Store(SystemStack.Sqlite)));
        return [.. store.Served(OutletId.Parse("o-1"), new(2025, 11, 21)).Select(r => r.Ticket.ToString())];
    }
}
