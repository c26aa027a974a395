using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>What the numbers in a cell's key stand for, shared by all readers of a store.</summary>
internal sealed class SqliteCellNames
{
    public SqliteNames<Post> Posts { get; } = new(
        "SELECT id, outlet, counter, device FROM post WHERE id > ? ORDER BY id",
        r => SqliteReads.Post(r.Text(1), r.Text(2), r.Text(3)),
        (a, b) => (a.Outlet, a.Counter, a.Device).CompareTo((b.Outlet, b.Counter, b.Device)));

    /// <summary>Tellers and measures; without 0, the unattributed bucket.</summary>
    public SqliteNames<string> Words { get; } = new(
        "SELECT id, text FROM word WHERE id > ? ORDER BY id", r => r.Text(1), string.CompareOrdinal);
}
