using System.Text;
using System.Text.Unicode;
using RatingDevice.Collector.Registry.Csv;

namespace RatingDevice.Collector.Registry;

/// <summary>A file of rows: CSV or JSON by its extension, always UTF-8.</summary>
/// <param name="Form">Which rows it may have.</param>
/// <param name="Build">Makes of its rows, and of what the reader complained about, what they say.</param>
internal sealed record RowFile<T>(
    RowForm Form, Func<IReadOnlyList<FileRow>, IReadOnlyList<RegistryProblem>, FileReading<T>> Build)
    where T : class
{
    /// <summary>Largest file taken, in bytes: some 300,000 rows.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Reads a whole file.</summary>
    public FileReading<T> Read(string path) => ReadBytes(path, out _);

    /// <summary>Reads a whole file and hands out its bytes, so that a good one can be kept.</summary>
    public FileReading<T> ReadBytes(string path, out byte[] bytes)
    {
        bytes = [];
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MostBytes)
                return FileReading<T>.Bad($"it has {file.Length} bytes", $"At most {MostBytes} are taken");
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FileReading<T>.Bad($"it cannot be read: {e.Message}", "Put it there, readable for us");
        }

        return Parse(bytes, Path.GetExtension(path));
    }

    /// <summary>Reads the contents of a file.</summary>
    public FileReading<T> Parse(byte[] bytes, string extension)
    {
        List<FileRow> rows = [];
        List<RegistryProblem> problems = [];
        var body = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
        if (!Utf8.IsValid(body))
            return FileReading<T>.Bad("the file is not UTF-8", "Save it as UTF-8 (in Excel: CSV UTF-8)");

        switch (extension.ToLowerInvariant())
        {
            case ".csv":
                CsvRows.Read(Form, body, rows, problems);
                break;
            case ".json":
                JsonRows.Read(Form, body, rows, problems);
                break;
            default:
                return FileReading<T>.Bad($"'{extension}' is no format we read", "Name it .json or .csv");
        }

        return Build(rows, problems);
    }
}
