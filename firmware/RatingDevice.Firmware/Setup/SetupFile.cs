using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Setup;

/// <summary>The options file on disk: as it was, or as it shall be, never half of it.</summary>
internal static class SetupFile
{
    // The folder hands its group on (mode 2750), so that the service may read and nobody else.
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    public static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    /// <exception cref="IOException">It cannot be written; what was there is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static void Write(string path, string text)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mode,
        };
        using (var file = new FileStream(fresh, options))
        {
            using var writer = new StreamWriter(file);
            writer.Write(text);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
        DirectorySync.Run(Path.GetDirectoryName(path)!);
    }
}
