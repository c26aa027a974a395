using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal.Sqlite;

/// <summary>One line with what is stored beside it.</summary>
/// <param name="Turn">See <see cref="TurnMark"/>.</param>
internal readonly record struct StoredLine(long N, Digest Hash, byte[] Line, int? Turn);

/// <summary>
/// Where the collector is, and up to where acknowledged lines were removed (all but the first).
/// </summary>
internal readonly record struct Cursor(long Acked, long Pruned);

/// <summary>The statements of a journal. Not thread-safe: <see cref="DeviceJournal"/> locks.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly JournalConnection _db;
    private readonly Statement _insert, _range, _one, _lastTurn, _setCursor, _prune;
    private readonly byte[] _buffer = new byte[Limits.BatchBytes];

    private JournalFile(JournalConnection db)
    {
        _db = db;
        _insert = db.Statement("INSERT INTO entry (n, hash, line, turn) VALUES (?, ?, ?, ?)");
        _range = db.Statement("SELECT n, line, hash FROM entry WHERE n >= ? ORDER BY n");
        _one = db.Statement("SELECT n, hash, line, turn FROM entry WHERE n = ?");
        _lastTurn = db.Statement("SELECT n, line FROM entry WHERE turn = ? ORDER BY n DESC LIMIT 1");
        _setCursor = db.Statement("UPDATE cursor SET acked = ?, pruned = ?");
        _prune = db.Statement("DELETE FROM entry WHERE n > 1 AND n <= ? AND n >= ? AND n <> ?");
    }

    /// <exception cref="JournalFileException">Busy, damaged, or not writable.</exception>
    public static JournalFile Open(string dataSource) => new(JournalConnection.Open(dataSource));

    public Cursor Cursor
    {
        get
        {
            using var select = _db.Statement("SELECT acked, pruned FROM cursor");
            return select.Step()
                ? new Cursor(select.Int(0), select.Int(1))
                : throw new JournalFileException(FileTrouble.Damaged, "the cursor row is missing");
        }
    }

    /// <summary>Adds lines, moves the cursor and removes what it allows, in one synced transaction.</summary>
    /// <param name="keepTurn">A line that pruning leaves: it says who is signed on.</param>
    public void Write(IReadOnlyList<StoredLine> lines, Cursor old, Cursor now, long keepTurn) =>
        _db.InTransaction(() =>
        {
            foreach (var line in lines)
            {
                _insert.Bind(1, line.N).Bind(2, line.Hash.ToBytes()).Bind(3, line.Line).Bind(4, line.Turn);
                _insert.Run();
            }

            if (now.Pruned > old.Pruned)
                _prune.Bind(1, now.Pruned).Bind(2, old.Pruned + 1).Bind(3, keepTurn).Run();
            if (now != old) _setCursor.Bind(1, now.Acked).Bind(2, now.Pruned).Run();
        });

    /// <summary>Lines copied once, from SQLite's page into one buffer.</summary>
    public PendingLines? Read(long from, int mostBytes)
    {
        int used = 0, count = 0;
        var hash = default(Digest);
        var room = Math.Min(mostBytes, _buffer.Length);
        try
        {
            _range.Bind(1, from);
            while (_range.Step() && _range.Int(0) == from + count)
            {
                var line = _range.Blob(1);
                if (used + line.Length + 1 > room) break;
                line.CopyTo(_buffer.AsSpan(used));
                used += line.Length;
                _buffer[used++] = (byte)'\n';
                hash = _range.Digest(2);
                count++;
            }
        }
        finally
        {
            _range.Reset();
        }

        return count == 0 ? null : new PendingLines(from, count, _buffer.AsSpan(0, used).ToArray(), hash);
    }

    public StoredLine? Find(long n)
    {
        try
        {
            return _one.Bind(1, n).Step()
                ? new StoredLine(n, _one.Digest(1), _one.Blob(2).ToArray(), null)
                : null;
        }
        finally
        {
            _one.Reset();
        }
    }

    /// <summary>The last line with a mark; found by index.</summary>
    public (long N, byte[] Line)? LastOf(int turn)
    {
        try
        {
            var found = _lastTurn.Bind(1, (long)turn).Step();
            return found ? (_lastTurn.Int(0), _lastTurn.Blob(1).ToArray()) : null;
        }
        finally
        {
            _lastTurn.Reset();
        }
    }

    /// <summary>Lines from a number on, one after another.</summary>
    public IEnumerable<StoredLine> From(long n)
    {
        using var select = _db.Statement("SELECT n, hash, line FROM entry WHERE n >= ? ORDER BY n");
        select.Bind(1, n);
        while (select.Step())
        {
            var hash = HashOrZero(select.Blob(1));
            yield return new StoredLine(select.Int(0), hash, select.Blob(2).ToArray(), null);
        }
    }

    /// <summary>Moves lines from a number on out of the chain; they stay in the file.</summary>
    public void SetAside(long from) => _db.InTransaction(() =>
    {
        foreach (var sql in (string[])
            ["INSERT INTO damaged (n, hash, line, turn) SELECT n, hash, line, turn FROM entry WHERE n >= ?",
            "DELETE FROM entry WHERE n >= ?"])
        {
            using var statement = _db.Statement(sql);
            statement.Bind(1, from).Run();
        }
    });

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_insert, _range, _one, _lastTurn, _setCursor, _prune])
            statement.Dispose();
        _db.Dispose();
    }

    private static Digest HashOrZero(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Digest.Size ? Digest.FromBytes(bytes) : Digest.Zero;
}
