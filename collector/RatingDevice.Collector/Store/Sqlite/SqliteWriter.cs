using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Writes groups: the one writer connection, with its statements kept prepared.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteStatement _begin, _commit, _rollback;
    private readonly SqliteStatement _journal, _segment, _anchor, _quarantine, _trim;
    private readonly SqliteEvents _events;
    private readonly SqliteCells _cells;
    private readonly SqliteMarks _marks;
    private readonly SqliteServed _served;
    private readonly SqliteStatementWriter _statements;
    private readonly SqliteStatedWriter _stated;
    private readonly SqliteNumbers<JournalId> _journals;
    private readonly SqliteNumbers<Post> _posts;
    private readonly SqliteNumbers<OutletRules> _rules;
    private readonly SqliteNumbers<string> _words;
    private readonly int _quarantineMost;

    public SqliteWriter(SqliteConnection connection, int quarantineMost)
    {
        _quarantineMost = quarantineMost;
        SqliteStatement Prepare(string sql) => new(connection, sql);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _journal = Prepare(
            """
            INSERT INTO journal(name, device, key, head, hash) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT(name) DO UPDATE SET head = ?4, hash = ?5
            """);
        _segment = Prepare(
            """
            INSERT INTO segment(journal, first, last, hash, received, post, rules, header, lines)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        _anchor = Prepare("INSERT INTO anchor(journal, boot, began, placed_by) VALUES (?, ?, ?, ?)");
        _quarantine = Prepare(
            "INSERT INTO quarantine(received, topic, reason, detail, size, head) VALUES (?, ?, ?, ?, ?, ?)");
        _trim = Prepare("DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - ?");
        _words = new(connection,
            "SELECT id FROM word WHERE text = ?", "INSERT INTO word(text) VALUES (?) RETURNING id",
            (s, w) => s.Bind(w));
        _journals = new(connection,
            "SELECT id FROM journal WHERE name = ?", null, (s, j) => s.Bind(j.ToString()));
        _posts = new(connection,
            "SELECT id FROM post WHERE outlet = ? AND counter = ? AND device = ?",
            "INSERT INTO post(outlet, counter, device) VALUES (?, ?, ?) RETURNING id",
            (s, p) => s.Bind(p.Outlet.ToString()).Bind(p.Counter.ToString()).Bind(p.Device.ToString()));
        _rules = new(connection,
            "SELECT id FROM rules WHERE zone = ? AND cut_over = ?",
            "INSERT INTO rules(zone, cut_over) VALUES (?, ?) RETURNING id",
            (s, r) => s.Bind(r.Zone.Id).Bind(r.CutOverHour));
        _events = new SqliteEvents(connection, _journals, _posts, _words);
        _cells = new SqliteCells(connection, _posts, _words);
        _marks = new SqliteMarks(connection);
        _served = new SqliteServed(connection);
        _statements = new SqliteStatementWriter(connection);
        _stated = new SqliteStatedWriter(connection, _words);
    }

    /// <summary>Writes all of a group or nothing; durable when it returns.</summary>
    public void Commit(IntakeGroup group) => Transact(() =>
    {
        foreach (var journal in group.Journals) Write(journal);
        foreach (var segment in group.Segments) Write(segment);
        foreach (var a in group.Anchors)
        {
            _anchor.Row().Bind(_journals.Of(a.Journal)).Bind(a.Boot.ToString())
                .Bind(a.Began.ToUnixTimeMilliseconds()).Bind((long)a.By).Run();
        }

        foreach (var e in group.Events) _events.Write(e);
        foreach (var moment in group.Moments) _events.Write(moment);
        _cells.Add(group.Deltas);
        _marks.Set(group);
        foreach (var payload in group.Quarantine) Write(payload);
        if (group.Quarantine.Count > 0) _trim.Row().Bind(_quarantineMost).Run();
    });

    /// <summary>Writes all of a delivery or nothing; durable when it returns.</summary>
    public void Commit(ServedGroup group) => Transact(() =>
    {
        _served.Write(group, _quarantineMost);
        _marks.Set(group);
    });

    /// <summary>Replaces a day's derived cells or nothing; durable when it returns.</summary>
    public void Settle(SettledDay day) => Transact(() =>
    {
        _cells.Replace(day);
        _marks.Take(day.Day);
        _statements.Mark(day.Day);
    });

    /// <summary>Appends all statements of a group or none; durable when it returns.</summary>
    public void Keep(StatementGroup group) => Transact(() =>
    {
        _statements.Keep(group);
        foreach (var period in group.Stated) _stated.Keep(period);
    });

    /// <summary>Keeps a receipt; durable when it returns.</summary>
    public void Receipted(Receipt receipt) => Transact(() => _statements.Receipted(receipt));

    public void Dispose()
    {
        SqliteStatement[] all = [_begin, _commit, _rollback, _journal, _segment, _anchor, _quarantine, _trim];
        foreach (var statement in all) statement.Dispose();
        _events.Dispose();
        _cells.Dispose();
        _marks.Dispose();
        _served.Dispose();
        _statements.Dispose();
        _stated.Dispose();
        _words.Dispose();
        _journals.Dispose();
        _posts.Dispose();
        _rules.Dispose();
    }

    private void Transact(Action write)
    {
        _begin.Run();
        try
        {
            write();
            _commit.Run();
        }
        catch
        {
            Undo();
            throw;
        }
    }

    private void Undo()
    {
        _words.Forget();
        _journals.Forget();
        _posts.Forget();
        _rules.Forget();
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself after a full disk or a failed write; then there is nothing to undo
        }
    }

    private void Write(JournalState j) => _journal.Row()
        .Bind(j.Journal.ToString()).Bind(j.Device.ToString()).Bind(j.Key).Bind(j.Head).Bind(j.Hash.ToBytes())
        .Run();

    private void Write(Segment s) => _segment.Row()
        .Bind(_journals.Of(s.Journal)).Bind(s.First).Bind(s.Last).Bind(s.LastHash.ToBytes())
        .Bind(s.Received.ToUnixTimeMilliseconds()).Bind(_posts.Of(s.Post)).Bind(_rules.Of(s.Rules))
        .Bind(s.Header.Span).Bind(s.Lines.Span).Run();

    private void Write(QuarantinedPayload q) => _quarantine.Row()
        .Bind(q.Received.ToUnixTimeMilliseconds()).Bind(q.Topic).Bind(q.Reason.ToString()).Bind(q.Detail)
        .Bind(q.Size).Bind(q.Head.Span).Run();
}
