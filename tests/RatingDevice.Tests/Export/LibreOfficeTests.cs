using System.Diagnostics;
using System.Globalization;
using RatingDevice.Collector.Export;

namespace RatingDevice.Tests.Export;

/// <summary>What another office program makes of the files: opened, saved in the other format, and
/// compared cell by cell.</summary>
public sealed class LibreOfficeTests : IDisposable
{
    private const string Day = "period=2026-11-21";

    private readonly string _home = Directory.CreateTempSubdirectory("office-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("ratings", "Ratings")]
    [InlineData("tellers", "By teller")]
    public async Task A_workbook_shows_the_cells_of_the_csv(string name, string sheet)
    {
        var what = Enum.Parse<ExportWhat>(name, ignoreCase: true);
        await ConvertAsync("f.xlsx", await BytesAsync(what, ExportFormat.Xlsx, "&lang=en"),
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1");
        var shown = Exported.Rows(await File.ReadAllBytesAsync(Path.Combine(_home, $"f-{sheet}.csv")));
        var told = Exported.Rows(await BytesAsync(what, ExportFormat.Csv, ""));
        Assert.Equal(told.Count, shown.Count);
        Assert.Contains(told, r => r["teller"] == "0071");
        foreach (var (asked, seen) in told.Zip(shown))
            Assert.Equal(asked.Values.Select(Plain), seen.Values.Select(Plain));
        Assert.True(File.Exists(Path.Combine(_home, "f-Data dictionary.csv")));
    }

    [Theory]
    [InlineData("utf-8", 76)]
    [InlineData("gb18030", 85)]
    public async Task A_csv_opens_with_names_labels_and_numbers(string encoding, int charset)
    {
        await ConvertAsync("f.csv",
            await BytesAsync(ExportWhat.Tellers, ExportFormat.Csv, $"&encoding={encoding}"),
            "xlsx", $"--infilter=CSV:44,34,{charset},1");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_home, "f.xlsx"));
        var rows = Book.Read(bytes, valid: false).Rows("f");
        Assert.Equal(
            ["0071 张三", "1002 =HYPERLINK(\"http://x\",\"李,四\")", "9999 (unknown)", "(unattributed)"],
            rows.Select(r => r["teller_label"].Text));
        Assert.All(rows, r => Assert.Equal(("示范网点", "text"), (r["outlet_name"].Text, r["outlet_name"].Type)));
        Assert.Equal("'=HYPERLINK(\"http://x\",\"李,四\")", rows[1]["teller_name"].Text);
        Assert.Equal(("66.66", "number"), (rows[0]["satisfaction_rate_percent"].Text,
            rows[0]["satisfaction_rate_percent"].Type));
        Assert.Equal("no feed", rows[0]["served"].Text);
    }

    // A spreadsheet shows moments its own way, and 100 as 100.00; CSV keeps a formula's quote.
    private static string Plain(string cell)
    {
        if (cell.StartsWith("'=", StringComparison.Ordinal)) return cell[1..];
        if (cell.Length == 24 && cell[10] == 'T') return cell.Replace('T', ' ').TrimEnd('Z');
        return cell.Contains('.') && decimal.TryParse(cell, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.##", CultureInfo.InvariantCulture) : cell;
    }

    private static Task<byte[]> BytesAsync(ExportWhat what, ExportFormat format, string more) =>
        Exported.BytesAsync(Ratings.Filled(), Ratings.Registry, what, format, Day + more);

    private async Task ConvertAsync(string name, byte[] bytes, string to, params string[] how)
    {
        var program = new[] { "/usr/bin/soffice", "/usr/bin/libreoffice" }.FirstOrDefault(File.Exists);
        if (program is null)
            Assert.Skip("LibreOffice is not installed (Debian: libreoffice-calc-nogui)");
        var path = Path.Combine(_home, name);
        await File.WriteAllBytesAsync(path, bytes);
        string[] arguments =
        [
            "--headless", "--norestore", $"-env:UserInstallation=file://{_home}/profile", .. how,
            "--convert-to", to, "--outdir", _home, path,
        ];
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["HOME"] = _home;
        using var office = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var said = await Task.WhenAll(
            office.StandardOutput.ReadToEndAsync(limit.Token),
            office.StandardError.ReadToEndAsync(limit.Token));
        await office.WaitForExitAsync(limit.Token);
        Assert.True(office.ExitCode == 0, string.Concat(said));
    }
}
