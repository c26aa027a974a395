using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace RatingDevice.Collector.Export.Timetable;

/// <summary>
/// The folder of scheduled exports: outlet/day/files. A day is written under another name and renamed once it
/// is whole and on the disk, so what is seen is whole.
/// </summary>
internal sealed class ExportFolder(string root)
{
    private const string Part = ".part";

    /// <summary>The newest day that is whole; null for none.</summary>
    public DateOnly? Newest(OutletId outlet) => Days(outlet).Select(d => (DateOnly?)d).Max();

    /// <summary>Writes a day.</summary>
    /// <param name="outlet">Whose.</param>
    /// <param name="day">Which.</param>
    /// <param name="files">What; each is written as it is read.</param>
    /// <param name="about">The manifest, but for its files.</param>
    /// <param name="stop">Leaves nothing behind.</param>
    public async Task WriteAsync(
        OutletId outlet, DateOnly day, IReadOnlyList<(ExportFile Export, string Query)> files,
        ExportManifest about, CancellationToken stop)
    {
        var whole = Path.Combine(root, outlet.ToString(), Name(day));
        var part = whole + Part;
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        Directory.CreateDirectory(part);
        try
        {
            var written = new List<ManifestFile>();
            foreach (var (export, query) in files) written.Add(await WriteAsync(part, export, query, stop));
            var manifest = JsonSerializer.SerializeToUtf8Bytes(
                about with { Files = written }, ManifestJson.Default.ExportManifest);
            await using (var file = File.Create(Path.Combine(part, ExportManifest.FileName)))
            {
                await file.WriteAsync(manifest, stop);
                file.Flush(flushToDisk: true);
            }

            Directory.Move(part, whole);
        }
        catch
        {
            Directory.Delete(part, recursive: true);
            throw;
        }
    }

    /// <summary>Keeps the newest days; only whole ones of ours are taken away.</summary>
    public void Prune(OutletId outlet, int keep)
    {
        foreach (var day in Days(outlet).OrderDescending().Skip(keep))
            Directory.Delete(Path.Combine(root, outlet.ToString(), Name(day)), recursive: true);
    }

    private static async Task<ManifestFile> WriteAsync(
        string folder, ExportFile export, string query, CancellationToken stop)
    {
        var rows = 0L;
        await using var file = File.Create(Path.Combine(folder, export.FileName));
        await export.Watched(_ => rows++).WriteAsync(file, stop);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
        return new(export.FileName, hash, file.Length, rows, query);
    }

    private IEnumerable<DateOnly> Days(OutletId outlet)
    {
        var home = new DirectoryInfo(Path.Combine(root, outlet.ToString()));
        if (!home.Exists) yield break;
        foreach (var folder in home.EnumerateDirectories())
        {
            if (DateOnly.TryParseExact(folder.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day)
                && File.Exists(Path.Combine(folder.FullName, ExportManifest.FileName))) yield return day;
        }
    }

    private static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
