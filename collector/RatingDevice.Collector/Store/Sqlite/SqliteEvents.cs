using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Writes typed rows: a statement for every entry.</summary>
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

    private readonly SqliteStatement _moment = new(
        connection,
        """
        INSERT INTO moment(journal, n, kind, post, teller, code, at, slot) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """);

    public void Write(CounterEvent e) => _event.Row()
        .Bind(journals.Of(e.Journal)).Bind(e.N).Bind((long)e.Kind).Bind(posts.Of(e.Post))
        .Bind(Word(e.Teller?.ToString())).Bind(e.Service?.ToString()).Bind(e.At.ToUnixTimeMilliseconds())
        .Bind((long)e.By).Bind(e.Slot.Number()).Bind(e.Invited).Bind(Word(e.Level?.ToString()))
        .Bind(e.AfterMs).Bind(Word(e.Was?.ToString())).Bind(e.Replaces).Bind((long?)e.Trigger)
        .Bind(e.Count).Run();

    public void Write(DeviceMoment m) => _moment.Row()
        .Bind(journals.Of(m.Journal)).Bind(m.N).Bind((long)m.Kind).Bind(posts.Of(m.Post))
        .Bind(Word(m.Teller?.ToString())).Bind((long?)m.Code).Bind(m.At.ToUnixTimeMilliseconds())
        .Bind(m.Slot.Number()).Run();

    public void Dispose()
    {
        _event.Dispose();
        _moment.Dispose();
    }

    private long? Word(string? text) => text is null ? null : words.Of(text);
}
