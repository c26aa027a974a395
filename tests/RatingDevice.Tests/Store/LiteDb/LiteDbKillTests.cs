using System.Diagnostics;
using System.Globalization;
using RatingDevice.Collector.Store.LiteDb;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store.LiteDb;

/// <summary>A process of its own writes groups and notes each that was kept, until it is killed.</summary>
public sealed class LiteDbKillTests : IDisposable
{
    private const string Home = "RATING_KILL_TEST", Device = "RATING_KILL_DEVICE";

    // The process that is killed could not remove a folder of its own.
    private readonly string _folder = Environment.GetEnvironmentVariable(Home)
        ?? Directory.CreateTempSubdirectory("rating-kill").FullName;

    [Theory]
    [InlineData(1)]
    public async Task What_was_acknowledged_outlives_a_kill_and_no_group_is_there_in_half(int seed)
    {
        var random = new Random(seed);
        for (var life = 1; life <= 4; life++)
        {
            using var writer = Start($"d-{life}");
            var enough = random.Next(1, 120);
            await Eventually.IsTrueAsync(
                () => Acked($"d-{life}").Count >= enough, "groups are written", seconds: 60);
            writer.Kill();
            await writer.WaitForExitAsync();
            using var store = LiteDbRatingStore.Open(new(Path.Combine(_folder, "branch.litedb")));
            var acked = Acked($"d-{life}");
            var state = store.Journals().Single(j => j.Device.ToString() == $"d-{life}");
            Assert.InRange(state.Head, acked[^1], long.MaxValue);
            var report = Verification.Run(store, TestBranch.Registry);
            Assert.True(report.Ok, string.Join('\n', report.Faults));
        }
    }

    /// <summary>The other process: run by the test above, never by itself.</summary>
    [Fact(Explicit = true)]
    public void Write_until_killed()
    {
        if (Environment.GetEnvironmentVariable(Home) is not { } home) return;
        var device = Environment.GetEnvironmentVariable(Device)!;
        using var script = new JournalScript(device);
        using var store = LiteDbRatingStore.Open(
            new(Path.Combine(home, "branch.litedb")) { LogMost = 300_000 });
        using var feeder = new Feeder(store);
        using var noted = new StreamWriter(Noted(home, device)) { AutoFlush = true };
        for (var first = 1L; first < 100_000; first = script.Head + 1)
        {
            for (var i = 0; i < 1 + (first % 7); i++) script.Rate(script.Invite(), "fair");
            feeder.Feed(script.Message(script.BatchFrom(first)));
            noted.WriteLine(script.Head.ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable(Home) is null) Directory.Delete(_folder, recursive: true);
    }

    private static string Noted(string home, string device) => Path.Combine(home, $"{device}.acked");

    private static string Method => $"{typeof(LiteDbKillTests).FullName}.{nameof(Write_until_killed)}";

    private Process Start(string device)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "RatingDevice.Tests"))
        {
            RedirectStandardOutput = true,
        };
        foreach (var argument in new[] { "-explicit", "only", "-method", Method, "-noLogo" })
            start.ArgumentList.Add(argument);
        start.Environment[Home] = _folder;
        start.Environment[Device] = device;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Heads noted as kept; the last line may be cut short by the kill.</summary>
    private List<long> Acked(string device) => !File.Exists(Noted(_folder, device)) ? []
        : [.. ReadShared(Noted(_folder, device)).Split('\n')[..^1]
            .Select(l => long.Parse(l, CultureInfo.InvariantCulture))];

    private static string ReadShared(string path)
    {
        using var file = new StreamReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }
}
