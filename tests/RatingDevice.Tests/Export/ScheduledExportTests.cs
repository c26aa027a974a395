using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Export.Timetable;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Export;

/// <summary>Exports of each day, on a clock in the test's hand: it begins on 2026-11-21 at 01:00 UTC, that is
/// 09:00 in Shanghai.</summary>
public sealed class ScheduledExportTests : IDisposable
{
    private static readonly OutletId One = OutletId.Parse("o-1");

    private readonly string _home = Directory.CreateTempSubdirectory("exports-").FullName;
    private readonly HandTime _time = new();
    private readonly FakeRatingStore _store = new();

    public ScheduledExportTests() => _store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task A_day_is_exported_once_it_is_over_and_once_only()
    {
        var exports = Make();
        await exports.LookAsync(CancellationToken.None);
        Assert.Equal(["2026-11-20"], Days());
        _time.Move(TimeSpan.FromMinutes(19 * 60 + 29)); // 04:29 in Shanghai
        await exports.LookAsync(CancellationToken.None);
        Assert.Equal(["2026-11-20"], Days());
        _time.Move(TimeSpan.FromMinutes(1));
        await exports.LookAsync(CancellationToken.None);
        Assert.Equal(["2026-11-20", "2026-11-21"], Days());
        var written = File.GetLastWriteTimeUtc(Manifest("2026-11-21"));
        _time.Move(TimeSpan.FromHours(1));
        await exports.LookAsync(CancellationToken.None);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Manifest("2026-11-21")));
    }

    [Fact]
    public async Task The_loop_looks_at_its_start_and_ends_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var running = Make().RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => Days().Length == 1, "the look at the start");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task The_manifest_tells_what_lies_there_and_its_digests_hold()
    {
        _time.Move(TimeSpan.FromDays(1));
        await Make().LookAsync(CancellationToken.None);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Manifest("2026-11-21")))!;
        Assert.Equal(Definition.On(Ratings.Day).Id, (string)manifest["definitions"]![0]!["id"]!);
        Assert.Equal(ExportStamp.Program, (string)manifest["program"]!);
        var files = manifest["files"]!.AsArray();
        Assert.Equal(
            [
                "tellers.csv?outlet=o-1&period=2026-11-21 4", "tellers.xlsx?outlet=o-1&period=2026-11-21 4",
                "ratings.csv?outlet=o-1&period=2026-11-21 5", "ratings.xlsx?outlet=o-1&period=2026-11-21 5",
            ],
            files.Select(f => $"{f!["query"]} {f["rows"]}"));
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(
                Path.Combine(_home, "o-1", "2026-11-21", (string)file!["name"]!));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string)file["sha256"]!);
            Assert.Equal(bytes.Length, (int)file["bytes"]!);
        }

        Assert.Equal(files.Count + 1, Directory.GetFiles(Path.Combine(_home, "o-1", "2026-11-21")).Length);
    }

    [Fact]
    public async Task Missed_days_are_made_up_and_only_so_many_are_kept()
    {
        await Make().LookAsync(CancellationToken.None);
        _time.Move(TimeSpan.FromDays(3)); // nobody ran
        await Make().LookAsync(CancellationToken.None);
        Assert.Equal(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"], Days());
        _time.Move(TimeSpan.FromDays(30));
        await Make(keep: 2).LookAsync(CancellationToken.None);
        Assert.Equal(["2026-12-22", "2026-12-23"], Days());
    }

    [Fact]
    public async Task A_failure_is_told_until_it_is_none_and_leaves_nothing_half_done()
    {
        var exports = Make();
        _store.Away = true;
        await exports.LookAsync(CancellationToken.None);
        Assert.Equal("o-1: The store cannot be read", Assert.Single(exports.Failed));
        Assert.Empty(Directory.GetFileSystemEntries(_home));
        _store.Away = false;
        await exports.LookAsync(CancellationToken.None);
        Assert.Empty(exports.Failed);
        Assert.Equal(["2026-11-20"], Days());
    }

    [Fact]
    public async Task What_a_crash_left_half_done_is_made_again_and_strange_folders_are_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(_home, "o-1", "2026-11-20.part"));
        Directory.CreateDirectory(Path.Combine(_home, "o-1", "2020-01-01")); // no manifest: not ours
        await Make(keep: 1).LookAsync(CancellationToken.None);
        Assert.Equal(["2020-01-01", "2026-11-20"], Days());
    }

    [Theory]
    [InlineData("2026-11-20", 0, "04:30", "2026-11-20T20:30:00Z")]
    [InlineData("2026-11-20", 5, "04:30", "2026-11-21T20:30:00Z")] // at 04:30 the day is not over yet
    [InlineData("2026-11-20", 4, "04:00", "2026-11-20T20:00:00Z")]
    public void Due_is_the_first_such_time_after_the_cut_over(
        string day, int cutOver, string at, string due) => Assert.Equal(
            DateTimeOffset.Parse(due), DueDays.Due(
                DateOnly.Parse(day), new(TestBranch.Shanghai.Zone, cutOver), TimeOnly.Parse(at)));

    [Fact]
    public void An_hour_that_summer_time_skips_is_waited_out() => Assert.Equal(
        new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero),
        DueDays.Due(new(2026, 3, 28), TestBranch.Zurich with { CutOverHour = 0 }, new(2, 30)));

    private ScheduledExports Make(int keep = 400) => new(
        new()
        {
            Folder = _home, KeepDays = keep, Formats = [ExportFormat.Csv, ExportFormat.Xlsx],
        },
        () => _store.Away ? throw new Collector.Store.StoreException(
            "The store cannot be read", new IOException()) : _store,
        () => Ratings.Registry, DefinitionBook.BuiltIn, () => null, _time,
        NullLogger<ScheduledExports>.Instance);

    private string[] Days() => !Directory.Exists(Path.Combine(_home, "o-1")) ? [] :
    [
        .. Directory.GetDirectories(Path.Combine(_home, One.ToString())).Select(Path.GetFileName)
            .OfType<string>().Where(n => !n.EndsWith(".part", StringComparison.Ordinal)).Order(),
    ];

    private string Manifest(string day) => Path.Combine(_home, "o-1", day, "manifest.json");
}
