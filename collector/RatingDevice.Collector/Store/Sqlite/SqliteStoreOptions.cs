namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Where and how a store lies on disk.</summary>
/// <param name="DataSource">A path, or a URI with a VFS of its own: <c>file:name?vfs=sim</c>.</param>
internal sealed record SqliteStoreOptions(string DataSource)
{
    /// <summary>
    /// True: the writer holds the file alone, without shared memory, and reads go through the writer's
    /// connection. For a single thread only (simulation).
    /// </summary>
    public bool Exclusive { get; init; }

    /// <summary>Refused payloads kept, and contradictions; beyond it the oldest go, counted.</summary>
    public int QuarantineMost { get; init; } = 10_000;
}
