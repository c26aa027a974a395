using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Writes typed rows and rollup cells: the statements that run for every entry.</summary>
internal sealed class SqliteEvents(
    SqliteConnection connection, SqliteNumbers<JournalId> journals, SqliteNumbers<Post> posts,
    SqliteNumbers<string> words) : IDisposable
{
    private readonly SqliteStatement _event = new(
        connection,
        """
        INSERT INTO event(journal, n, kind, post, teller, service, at, placed_by, slot, invited, level,
                          after_ms, was, replaces, by, count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteStatement _cell = new(
        connection,
        """
        INSERT INTO rollup(slot, post, teller, measure, count) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count
        """);

    public void Write(CounterEvent e) => _event.Row()
        .Bind(journals.Of(e.Journal)).Bind(e.N).Bind((long)e.Kind).Bind(posts.Of(e.Post))
        .Bind(Word(e.Teller?.ToString())).Bind(e.Service?.ToString()).Bind(e.At.ToUnixTimeMilliseconds())
        .Bind((long)e.By).Bind(e.Slot.Number()).Bind(e.Invited).Bind(Word(e.Level?.ToString()))
        .Bind(e.AfterMs).Bind(Word(e.Was?.ToString())).Bind(e.Replaces).Bind((long?)e.Trigger)
        .Bind(e.Count).Run();

    /// <summary>Adds to a cell. The unattributed bucket is teller 0: a key column cannot be null.</summary>
    public void Add(RollupCell cell) => _cell.Row()
        .Bind(cell.Slot.Number()).Bind(posts.Of(cell.Post)).Bind(Word(cell.Teller?.ToString()) ?? 0)
        .Bind(words.Of(cell.Measure)).Bind(cell.Count).Run();

    public void Dispose()
    {
        _event.Dispose();
        _cell.Dispose();
    }

    private long? Word(string? text) => text is null ? null : words.Of(text);
}
