using System.Text.Json.Nodes;
using RatingDevice.Collector;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Cli;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Tests.Audit;

namespace RatingDevice.Tests.Cli;

/// <summary>"audit" at head office, whose running collector and whose outlet the test plays with the real
/// code.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private static readonly StillTime Time = new(new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero));

    private readonly string _data = Directory.CreateTempSubdirectory("office-").FullName;
    private readonly AuditRig _rig = new();
    private readonly AuditFolder _book;
    private readonly SqliteRatingStore _store;
    private readonly AuditDesk _desk;

    public AuditCommandTests()
    {
        var files = new CollectorFiles(_data);
        File.WriteAllText(files.UnitName, $"{AuditRig.Asker}\n");
        _book = new(files.Audits);
        _store = SqliteRatingStore.Open(new(files.Store(SystemStack.Sqlite)));
        _store.Statements.Keep(StatementGroup.Received([_rig.Statement], Time.GetUtcNow()));
        _desk = new(_book, _store.Statements, AuditRig.Asker, DefinitionBook.BuiltIn, new Random(1), Time,
            new KeptLog());
    }

    public void Dispose()
    {
        _store.Dispose();
        _rig.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_sample_is_drawn_asked_and_reported()
    {
        var (code, said) = await AnsweredAsync(a => a, "--sample", "50", "--seed", "7");
        Assert.Equal(0, code);
        // 50 are wanted, one day is all there is
        Assert.Equal(
            "Asked 1 (seed 7): 1 hold, 0 do not, 0 have no answer yet.\n  o-1 2026-11-21: holds",
            said.Trim());
        var ask = Assert.Single(_book.All());
        Assert.Equal((AuditRig.Outlet, AuditRig.Day, _rig.Statement.Hash), (ask.Outlet, ask.Day, ask.Hash));
    }

    [Fact]
    public async Task What_does_not_hold_is_named_with_its_line_and_is_exit_code_1()
    {
        var line = System.Text.Encoding.UTF8.GetString(_rig.Devices[0].Line(7));
        var (code, said) = await AnsweredAsync(
            answer => System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(answer).Replace(
                line, line.Replace("satisfied", "fair", StringComparison.Ordinal), StringComparison.Ordinal)),
            "--sample", "50", "--json");
        Assert.Equal(1, code);
        var report = JsonNode.Parse(said)!;
        Assert.Equal((1, 0, 1), (report["asked"]!.GetValue<int>(), report["hold"]!.GetValue<int>(),
            report["broken"]!.GetValue<int>()));
        var fault = Assert.Single(report["faults"]!.AsArray())!;
        Assert.Equal("o-1", fault["outlet"]!.GetValue<string>());
        Assert.Contains("device d-1, journal j-d-1, line 7", fault["first"]!.GetValue<string>(),
            StringComparison.Ordinal);
        var day = Assert.Single(report["days"]!.AsArray())!;
        Assert.Equal(("o-1", "2026-11-21", "does-not-hold"), (day["outlet"]!.GetValue<string>(),
            day["day"]!.GetValue<string>(), day["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task One_device_day_may_be_asked_for_and_goes_without_waiting()
    {
        var (code, said) = await RunAsync(
            "--outlet", "o-1", "--day", "2026-11-21", "--device", "d-2", "--wait", "0", "--seed", "1");
        Assert.Equal(1, code); // nobody has answered
        Assert.Contains("0 hold, 0 do not, 1 have no answer yet", said, StringComparison.Ordinal);
        Assert.Contains("o-1 2026-11-21: no answer yet", said, StringComparison.Ordinal);
        Assert.Equal("d-2", Assert.Single(_book.Open()).Device.ToString());
    }

    [Theory]
    [InlineData("--outlet", "o-1", "--day", "2026-11-22")] // no statement of that day is held
    [InlineData("--outlet", "o-1")]
    [InlineData("--day", "2026-11-21")]
    [InlineData("--outlet", "o-1", "--day", "2026-11-21", "--device", "D 1")]
    public async Task What_cannot_be_asked_is_bad_input_and_asks_nothing(params string[] arguments)
    {
        Assert.Equal(2, (await RunAsync(arguments)).Code);
        Assert.Empty(_book.All());
    }

    [Fact]
    public async Task A_device_the_statement_does_not_have_is_bad_input_and_no_finding()
    {
        var (code, _) = await RunAsync("--outlet", "o-1", "--day", "2026-11-21", "--device", "d-99");
        Assert.Equal(2, code);
        Assert.Empty(_book.All());
    }

    [Fact]
    public async Task A_sample_may_be_of_one_outlet_and_of_nothing_it_is_bad_input()
    {
        Assert.Equal(2, (await RunAsync("--sample", "5", "--outlet", "o-2")).Code);
        Assert.Empty(_book.All());
        Assert.Equal(0, (await AnsweredAsync(a => a, "--sample", "5", "--outlet", "o-1")).Code);
    }

    [Fact]
    public async Task A_statement_that_was_altered_where_it_is_kept_is_named_and_fails_the_sample()
    {
        using (var store = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={new CollectorFiles(_data).Store(SystemStack.Sqlite)};Pooling=False"))
        {
            store.Open();
            using var alter = store.CreateCommand();
            alter.CommandText = "UPDATE statement SET body = "
                + "CAST(replace(CAST(body AS TEXT), '24', '25') AS BLOB)";
            Assert.Equal(1, alter.ExecuteNonQuery());
        }

        Assert.Equal(2, (await RunAsync("--sample", "5")).Code); // it was the only one
        var error = Assert.Throws<Collector.Store.StoreException>(
            () => _store.Statements.Find(AuditRig.Outlet, 1));
        Assert.Contains("statement 1 of o-1 was altered where it is kept", error.Message,
            StringComparison.Ordinal);
    }

    private Task<(int Code, string Said)> RunAsync(params string[] arguments) =>
        CommandRun.RunAsync(new AuditCommand(Time).Make(), ["--data", _data, .. arguments]);

    /// <summary>The outlet answers what is open, and the running collector checks the answers.</summary>
    private async Task<(int Code, string Said)> AnsweredAsync(
        Func<byte[], byte[]> altered, params string[] arguments)
    {
        var running = RunAsync([.. arguments, "--wait", "2"]);
        await Eventually.IsTrueAsync(() => _book.Open().Count > 0, "a question");
        foreach (var ask in _book.Open())
        {
            _book.Answered(
                ask.Id, altered(AuditEvidence.Answer(_rig.Store, _rig.Store.Statements, ask)!));
        }

        _desk.Look();
        return await running;
    }
}
