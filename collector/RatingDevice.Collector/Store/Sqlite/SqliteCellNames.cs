using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>What the numbers in a cell's key stand for, shared by all readers of a store.</summary>
internal sealed class SqliteCellNames
{
    private const string Word = "SELECT text FROM word WHERE id = ?";

    public SqliteNames<Post> Posts { get; } = new(
        "SELECT outlet, counter, device FROM post WHERE id = ?",
        r => SqliteReads.Post(r.Text(0), r.Text(1), r.Text(2)),
        (a, b) => (a.Outlet, a.Counter, a.Device).CompareTo((b.Outlet, b.Counter, b.Device)));

    /// <summary>Without 0, the unattributed bucket.</summary>
    public SqliteNames<TellerId> Tellers { get; } =
        new(Word, r => TellerId.Parse(r.Text(0)), (a, b) => a.CompareTo(b));

    public SqliteNames<string> Measures { get; } = new(Word, r => r.Text(0), string.CompareOrdinal);
}
