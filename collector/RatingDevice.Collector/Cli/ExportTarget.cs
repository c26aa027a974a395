namespace RatingDevice.Collector.Cli;

/// <summary>Writes a file as a whole or not at all: nobody reads half an export for a whole one.</summary>
internal static class ExportTarget
{
    /// <param name="to">A file, a directory, or - for standard output.</param>
    /// <param name="name">The usual file name.</param>
    /// <param name="write">Writes the contents.</param>
    public static async Task WriteAsync(string to, string name, Func<Stream, Task> write)
    {
        if (to == "-")
        {
            await using var output = Console.OpenStandardOutput();
            await write(output);
            return;
        }

        var path = Directory.Exists(to) ? Path.Combine(to, name) : to;
        var part = path + ".part";
        try
        {
            await using (var file = File.Create(part)) await write(file);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(part);
            throw new IOException(
                $"{path} cannot be written: {e.Message} Nothing was written; choose another --out.", e);
        }
        catch
        {
            Discard(part);
            throw;
        }

        await Console.Error.WriteLineAsync($"Wrote {path}");
    }

    private static void Discard(string part)
    {
        if (File.Exists(part)) File.Delete(part);
    }
}
