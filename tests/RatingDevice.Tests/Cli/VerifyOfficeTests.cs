using System.Text.Json.Nodes;
using RatingDevice.Collector;
using RatingDevice.Collector.Cli;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Simulation.HeadOffice;

namespace RatingDevice.Tests.Cli;

/// <summary>"verify" on the data directory of head office.</summary>
public sealed class VerifyOfficeTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("office-").FullName;
    private readonly OutletScript _outlet = new("o-1");
    private readonly CollectorFiles _files;

    public VerifyOfficeTests()
    {
        _files = new(_data);
        File.WriteAllText(_files.UnitName, "head\n");
        using var store = SqliteRatingStore.Open(new(_files.Store(SystemStack.Sqlite)));
        store.Statements.Keep(StatementGroup.Received(
            [_outlet.Rated(new(2026, 11, 21), "0071", 9, 1, 0, 0)],
            new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    public void Dispose()
    {
        _outlet.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task What_holds_is_exit_code_0_and_an_outlet_without_a_key_in_the_tree_is_told()
    {
        Tree("");
        var (code, said) = await RunAsync();
        Assert.Equal(0, code);
        Assert.Contains("Checked 1 outlets with 1 statements", said);
        Assert.Contains("Every digest, number, signature, sum and row holds.", said);
        Assert.Contains($"o-1: the tree names no key; its chain began with {_outlet.Fingerprint}", said);
    }

    [Fact]
    public async Task A_key_that_is_not_the_trees_is_exit_code_1()
    {
        using var other = new OutletScript("o-1");
        Tree($"key,o-1,,,,{other.Fingerprint}");
        var (code, said) = await RunAsync("--json");
        Assert.Equal(1, code);
        var report = JsonNode.Parse(said)!;
        Assert.False((bool)report["ok"]!);
        Assert.Equal("o-1", (string)report["faults"]![0]!["outlet"]!);
        Assert.Contains("does not name", (string)report["faults"]![0]!["what"]!);
    }

    [Fact]
    public async Task Without_a_tree_nothing_is_checked() => Assert.Equal(2, (await RunAsync()).Code);

    private void Tree(string key) => File.WriteAllText(_files.KeptTree + ".csv", $"""
        kind,id,name,parent,zone,key
        unit,head,总行,,,
        outlet,o-1,一号,head,Asia/Shanghai,
        {key}
        """);

    private Task<(int Code, string Said)> RunAsync(params string[] more) =>
        CommandRun.RunAsync(new VerifyCommand().Make(), ["--data", _data, .. more]);
}
