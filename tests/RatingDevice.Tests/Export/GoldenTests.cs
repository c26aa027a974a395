using System.Runtime.CompilerServices;
using System.Text;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Rollups;
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

    private static async Task IsAsync(string name, string question, CellBranch branch)
    {
        var rows = Exported.Rows(await Exported.BytesAsync(
            branch.Store, CellBranch.Registry, ExportWhat.Figures, ExportFormat.Csv, question));
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
