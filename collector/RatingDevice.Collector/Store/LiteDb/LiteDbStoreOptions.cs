namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Where and how a store lies on disk.</summary>
/// <param name="Path">The data file; the log, named as LiteDB names it, and two lock files lie beside
/// it.</param>
internal sealed record LiteDbStoreOptions(string Path)
{
    /// <summary>Refused payloads kept; beyond it the oldest go, counted.</summary>
    public int QuarantineMost { get; init; } = 10_000;

    /// <summary>
    /// Opens or makes a file whose <see cref="Stream.Flush"/> is a sync. Null: files of this machine, held
    /// against other writers. A simulation hands in its own, and holds nothing.
    /// </summary>
    public Func<string, Stream>? OpenFile { get; init; }

    /// <summary>The log is copied into the data file when it is longer.</summary>
    public long LogMost { get; init; } = 16 * 1024 * 1024;

    public string Log => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(Path) ?? "",
        $"{System.IO.Path.GetFileNameWithoutExtension(Path)}-log{System.IO.Path.GetExtension(Path)}");

    /// <summary>Held by the one writer.</summary>
    public string WriterLock => Path + "-writer";

    /// <summary>Shared by readers of other processes; while held, the data file stays as it is.</summary>
    public string ReaderLock => Path + "-readers";
}
