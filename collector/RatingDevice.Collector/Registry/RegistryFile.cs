using System.Text;
using System.Text.Unicode;
using RatingDevice.Collector.Registry.Csv;

namespace RatingDevice.Collector.Registry;

/// <summary>The registry file: CSV or JSON by its extension, always UTF-8.</summary>
internal static class RegistryFile
{
    /// <summary>Largest file taken, in bytes: some 300,000 rows.</summary>
    private const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Reads a whole file.</summary>
    public static RegistryReading Read(string path) => ReadBytes(path, out _);

    /// <summary>Reads a whole file and hands out its bytes, so that a good one can be kept.</summary>
    public static RegistryReading ReadBytes(string path, out byte[] bytes)
    {
        bytes = [];
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MostBytes)
                return RegistryReading.Bad($"it has {file.Length} bytes", $"At most {MostBytes} are taken");
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return RegistryReading.Bad($"it cannot be read: {e.Message}", "Put it there, readable for us");
        }

        return Parse(bytes, Path.GetExtension(path));
    }

    /// <summary>Reads the contents of a file.</summary>
    public static RegistryReading Parse(byte[] bytes, string extension)
    {
        List<RegistryRow> rows = [];
        List<RegistryProblem> problems = [];
        var body = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
        if (!Utf8.IsValid(body))
            return RegistryReading.Bad("the file is not UTF-8", "Save it as UTF-8 (in Excel: CSV UTF-8)");

        switch (extension.ToLowerInvariant())
        {
            case ".csv":
                CsvRegistryRows.Read(body, rows, problems);
                break;
            case ".json":
                JsonRegistryRows.Read(body, rows, problems);
                break;
            default:
                return RegistryReading.Bad($"'{extension}' is no registry format", "Name it .json or .csv");
        }

        return RegistryRules.Build(rows, problems);
    }
}
