namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// A file whose flush is a sync. LiteDB flushes the streams it is handed, but a flush of a plain FileStream
/// ends in the page cache.
/// </summary>
internal sealed class SyncedFile(string path) : FileStream(
    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0)
{
    public override void Flush() => Flush(flushToDisk: true);

    /// <summary>Opens or makes it; a new one keeps its name through a power cut.</summary>
    public static Stream Open(string path)
    {
        var isNew = !File.Exists(path);
        var file = new SyncedFile(path);
        if (isNew) Posix.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return file;
    }
}
