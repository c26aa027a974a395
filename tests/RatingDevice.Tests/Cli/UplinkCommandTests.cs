using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector;
using RatingDevice.Collector.Cli;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Collector.Uplink;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Cli;

/// <summary>"uplink" beside a collector that runs, and over a store of one that does not.</summary>
public sealed class UplinkCommandTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);

    private readonly string _data = Directory.CreateTempSubdirectory("collector-").FullName;
    private readonly CollectorFiles _files;
    private readonly ChainScript _chain = new();
    private readonly ECDsa _office = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public UplinkCommandTests()
    {
        _files = new(_data);
        for (var day = 1; day <= 3; day++) _chain.Day(new(2026, 11, day), ("0071", "rated", day));
    }

    public void Dispose()
    {
        _chain.Dispose();
        _office.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Where_no_collector_runs_the_store_is_asked_and_nothing_can_be_sent_again()
    {
        using (var store = SqliteRatingStore.Open(new(_files.Store(SystemStack.Sqlite))))
            store.Statements.Keep(new(_chain.Made, Now));
        var (code, said) = await RunAsync("status", "--data", _data);
        Assert.Equal(0, code);
        Assert.Contains("does not run", said, StringComparison.Ordinal);
        Assert.Contains("3 statements have no receipt, the oldest since 2026-11-28", said,
            StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("resend", "--data", _data, "--from", "2026-11-02")).Code);
    }

    [Fact]
    public async Task Nothing_made_yet_is_not_everything_sent_and_the_last_receipt_outlives_the_collector()
    {
        SqliteRatingStore.Open(new(_files.Store(SystemStack.Sqlite))).Dispose();
        Assert.Contains("No statement was made yet.", (await RunAsync("status", "--data", _data)).Said,
            StringComparison.Ordinal);
        using (var store = SqliteRatingStore.Open(new(_files.Store(SystemStack.Sqlite))))
        {
            store.Statements.Keep(new(_chain.Made, Now));
            foreach (var made in _chain.Made)
                store.Statements.Receipted(Receipt.Of(made, Now, UnitId.Parse("ho"), _office));
        }

        Assert.Contains("Every statement has its receipt.\nLast receipt: o-1 3, by ho at 2026-11-28",
            (await RunAsync("status", "--data", _data)).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("folder", 0, "Nothing is in the way")]
    [InlineData("https", 1, "It would not go: it is not reached: ")]
    public async Task A_dry_run_says_what_would_go_and_whether_it_could_and_sends_nothing(
        string by, int code, string reached)
    {
        using (var store = SqliteRatingStore.Open(new(_files.Store(SystemStack.Sqlite))))
            store.Statements.Keep(new(_chain.Made, Now));
        var (drops, token, options) = (At("drops"), At("token"), At("collector.json"));
        File.WriteAllText(options, "{}");
        File.WriteAllText(token, "t");
        string[] set =
        [
            $"dataDirectory={_data}", "registryFile=none", "unit=b-1", $"uplink:by={by}",
            $"uplink:key={Es256.Fingerprint(_office)}", $"uplink:folder:drops={drops}",
            $"uplink:folder:receipts={At("receipts")}", $"uplink:https:tokenFile={token}",
            "uplink:https:url=http://127.0.0.1:9", // where nobody listens
        ];
        var (ended, said) = await RunAsync(
            ["dry-run", "--options", options, .. set.SelectMany(s => new[] { "--set", s })]);
        Assert.Contains("3 statements would go to ", said, StringComparison.Ordinal);
        Assert.Contains("  o-1 2: 2026-11-02, edition 1, ", said, StringComparison.Ordinal);
        Assert.Contains(reached, said, StringComparison.Ordinal);
        Assert.Equal(code, ended);
        Assert.False(Directory.Exists(drops));
    }

    [Fact]
    public async Task A_running_collector_tells_its_state_and_sends_again_from_a_day()
    {
        await using var running = await RunningUplink.StartAsync(_files, _chain, _office);
        await Eventually.IsTrueAsync(() => running.Branch.Backlog().Count == 0, "there are receipts");
        var (code, said) = await RunAsync("status", "--data", _data);
        Assert.Equal(0, code);
        Assert.Contains("Every statement has its receipt.", said, StringComparison.Ordinal);
        Assert.Contains("Last receipt: o-1 3, by ho", said, StringComparison.Ordinal);
        Assert.Equal(3, running.Office.Tries);
        (code, said) = await RunAsync("resend", "--data", _data, "--from", "2026-11-02");
        Assert.Equal(0, code);
        Assert.Contains("Sent again from 2026-11-02: 2 of 2 have their receipt.", said,
            StringComparison.Ordinal);
        Assert.Equal(5, running.Office.Tries);
        Assert.Equal(2, (await RunAsync("resend", "--data", _data, "--from", "tomorrow")).Code);
    }

    [Fact]
    public async Task A_level_above_that_is_away_or_refuses_is_exit_code_1_with_what_to_do()
    {
        await using var running = await RunningUplink.StartAsync(_files, _chain, _office, "o-9");
        await Eventually.IsTrueAsync(() => running.Loop.Book.HeldUp.Now.Count > 0, "a refusal");
        var (code, said) = await RunAsync("status", "--data", _data);
        Assert.Equal(1, code);
        Assert.Contains("o-1 1 was not taken (unknown-outlet)", said, StringComparison.Ordinal);
        Assert.Contains("Add the outlet", said, StringComparison.Ordinal);
        running.Office.Down = true;
        (code, said) = await RunAsync("resend", "--data", _data, "--from", "2026-11-01", "--json");
        Assert.Equal(1, code);
        Assert.Contains("no route to host", said, StringComparison.Ordinal);
        Assert.True(File.Exists(_files.Resend)); // it goes on when it is reached
    }

    private string At(string name) => Path.Combine(_data, name);

    private static Task<(int Code, string Said)> RunAsync(params string[] arguments) =>
        CommandRun.RunAsync(new UplinkCommand(TimeProvider.System).Make(), arguments);

    /// <summary>What of a running collector the command sees: its lock, its address, its uplink.</summary>
    private sealed class RunningUplink : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly List<Task> _loops = [];
        private readonly Microsoft.AspNetCore.Builder.WebApplication _site;
        private readonly IDisposable _held;

        private RunningUplink(CollectorFiles files, ChainScript chain, ECDsa key, string outlet)
        {
            _held = files.Hold();
            chain.KeepIn(Branch, Now);
            var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet(outlet, "b-1").Make();
            var above = new ReceivingLoop(
                new FakeStatementStore(), () => tree, UnitId.Parse("ho"), key, new(), new StillTime(Now),
                NullLogger<ReceivingLoop>.Instance);
            Office = new(above, UnitId.Parse("b-1"));
            Loop = new(Office, Branch, Es256.Fingerprint(key),
                new() { Look = TimeSpan.FromMilliseconds(20), FirstPause = TimeSpan.FromMilliseconds(20) },
                new Random(1), TimeProvider.System, NullLogger<UplinkLoop>.Instance)
            {
                Note = new(files.Resend),
            };
            _site = DashboardServer.Build(new(IPAddress.Loopback, 0), 10,
                [new UplinkRoutes(Branch, Loop, UnitId.Parse("b-1")).Map], NullLoggerFactory.Instance);
            _loops.Add(above.RunAsync(_stop.Token));
            _loops.Add(Loop.RunAsync(_stop.Token));
        }

        public FakeStatementStore Branch { get; } = new();

        public DirectHeadOffice Office { get; }

        public UplinkLoop Loop { get; }

        public static async Task<RunningUplink> StartAsync(
            CollectorFiles files, ChainScript chain, ECDsa key, string outlet = "o-1")
        {
            var running = new RunningUplink(files, chain, key, outlet);
            await running._site.StartAsync();
            await File.WriteAllTextAsync(
                files.HttpAddress, DashboardServer.Address(running._site).ToString());
            return running;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAny(Task.WhenAll(_loops));
            await _site.StopAsync();
            await _site.DisposeAsync();
            _held.Dispose();
            _stop.Dispose();
        }
    }
}
