using System.Runtime.CompilerServices;
using System.Text;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Figures;

namespace RatingDevice.Tests.Export;

/// <summary>Examples worked by hand, as the files an analyst gets. The files are transposed, a column a line,
/// so that a change of one figure is a change of one line.</summary>
public sealed class GoldenTests
{
    /// <summary>126/60/16/17: index (126 x 100 + 60 x 66.67 + 16 x 33.33) / 219 = 78.23.</summary>
    [Fact]
    public Task Index_78_2() => IsAsync("index-78-2", "period=2026-11&by=teller&outlet=o-1",
        new CellBranch().Rated("2026-11-21", "0071", 300, 126, 60, 16, 17));

    /// <summary>98 of 100: Wilson 93.0 to 99.4.</summary>
    [Fact]
    public Task Wilson_98_of_100() => IsAsync("wilson-98-of-100", "period=2026-11-21&by=teller&outlet=o-1",
        new CellBranch().Rated("2026-11-21", "0071", 100, 98, 0, 0, 2));

    /// <summary>1000 served, 500 rated, 490 satisfied: anywhere from 49 to 99 %.</summary>
    [Fact]
    public Task Half_are_silent() => IsAsync("half-are-silent", "period=2026-11-21&by=total&outlet=o-1",
        new CellBranch().Rated("2026-11-21", "0071", 500, 490, 0, 0, 10).Put(
            CellBranch.Cell("2026-11-21", 0, null, Measures.FeedDay, 1),
            CellBranch.Cell("2026-11-21", 0, null, Measures.ActiveDay, 1),
            CellBranch.Cell("2026-11-21", 9, "0071", Measures.Served, 1000),
            CellBranch.Cell("2026-11-21", 9, "0071", Measures.ServedRated, 500),
            CellBranch.Cell("2026-11-21", 9, "0071", Measures.NeverAsked, 500)));

    /// <summary>An outlet whose day ends at four in the morning. Of four visits on its clock, two lie before
    /// the hour and two after: 03:59:50 belongs to the 20th, 04:00:10 to the 21st, and a visit begun at
    /// 03:59:50 and pressed at 04:00:05 to the 20th, where its invitation is.</summary>
    [Fact]
    public async Task A_day_crosses_the_cut_over_hour()
    {
        var journal = new JourneyBranch(cutOverHour: 4, "2026-11-20T18:00:00+08:00");
        journal.Visit("2026-11-21T03:59:30+08:00", "satisfied", afterSeconds: 5);
        journal.Visit("2026-11-21T03:59:50+08:00", "dissatisfied", afterSeconds: 15);
        journal.Visit("2026-11-21T04:00:10+08:00", "very-satisfied", afterSeconds: 5);
        journal.Visit("2026-11-21T12:00:00+08:00", "fair", afterSeconds: 5);
        journal.Deliver();
        await IsAsync("cut-over-at-four", "period=2026-11-20..2026-11-21&by=day&outlet=o-1",
            journal.Store, journal.Registry, journal.Ends);
    }

    /// <summary>Two visits a day from the 17th; the network goes in the evening of the 17th and comes back
    /// on the 21st. Away: it has said how far it wrote, and its days are known to be missing. Back: each day
    /// has its own ratings.</summary>
    [Fact]
    public async Task A_device_is_offline_for_three_days_and_comes_back()
    {
        const string Question = "period=2026-11-17..2026-11-21&by=device-day&outlet=o-1";
        var journal = new JourneyBranch(cutOverHour: 0, "2026-11-17T08:00:00+08:00");
        foreach (var day in Enumerable.Range(17, 4))
        {
            journal.Visit($"2026-11-{day}T09:00:00+08:00", "satisfied", afterSeconds: 4);
            journal.Visit($"2026-11-{day}T16:00:00+08:00", day == 19 ? "fair" : "satisfied", afterSeconds: 4);
            if (day == 17) journal.Deliver();
        }

        journal.Say("2026-11-21T08:00:00+08:00");
        await IsAsync("offline-three-days-away", Question, journal.Store, journal.Registry, journal.Ends);
        journal.Deliver();
        journal.Say("2026-11-21T08:00:10+08:00");
        await IsAsync("offline-three-days-back", Question, journal.Store, journal.Registry, journal.Ends);
    }

    private static Task IsAsync(string name, string question, CellBranch branch) =>
        IsAsync(name, question, branch.Store, CellBranch.Registry, null);

    private static async Task IsAsync(
        string name, string question, IRatingStore store, BranchRegistry registry,
        IReadOnlyList<MissingEnd>? ends)
    {
        var ask = ExportAsk.Read(ExportWhat.Figures, ExportFormat.Csv, Exported.Field(question),
            DefinitionBook.BuiltIn, out var wrong, out _);
        Assert.True(ask is not null, wrong);
        using var to = new MemoryStream();
        await new Exporter(store, registry, DefinitionBook.BuiltIn, ends).Open(ask)
            .WriteAsync(to, CancellationToken.None);
        var rows = Exported.Rows(to.ToArray());
        var text = new StringBuilder();
        foreach (var column in rows[0].Keys)
            text.Append(column).Append(',').AppendJoin(',', rows.Select(r => r[column])).Append('\n');
        var path = Path.Combine(Here(), "Golden", name + ".csv");
        if (!File.Exists(path)) await File.WriteAllTextAsync(path + ".new", text.ToString());
        Assert.True(File.Exists(path), $"{path} is missing; what was made lies beside it");
        Assert.Equal(await File.ReadAllTextAsync(path), text.ToString());
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
