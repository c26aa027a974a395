using RatingDevice.Firmware.Journal.Sqlite;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>
/// The device's truth: append-only, numbered, hash-chained, on disk before anyone is thanked. The counter
/// loop appends; the link loop reads and acknowledges. Safe for both at once.
/// </summary>
internal sealed class DeviceJournal : IDisposable
{
    /// <summary>Lines removed with one append: a press never waits for a big clean-up.</summary>
    private const int PruneStep = 256;

    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly JournalFile _file;
    private readonly DeviceClock _clock;
    private readonly JournalLimits _limits;
    private JournalHead _head, _acked;
    private Cursor _stored;
    private long _keepTurn, _busySince;

    internal DeviceJournal(JournalFile file, JournalStart start, DeviceClock clock, JournalLimits limits)
    {
        (_file, _clock, _limits) = (file, clock, limits);
        (Id, Recovery, _head, _acked) = (start.Id, start.Recovery, start.Head, start.Acked);
        _stored = new Cursor(start.Acked.N, start.Pruned);
        _keepTurn = file.LastOf(TurnMark.Teller)?.N ?? 0;
    }

    public JournalId Id { get; }

    public JournalRecovery Recovery { get; }

    /// <summary>The last line written.</summary>
    public JournalHead Head
    {
        get { lock (_gate) return _head; }
    }

    /// <summary>The last line the collector has committed, as far as it told.</summary>
    public JournalHead Acked
    {
        get { lock (_gate) return _acked; }
    }

    /// <summary>
    /// How long the disk has been at one write or read; zero when it is at none. For the watchdog.
    /// </summary>
    public TimeSpan BusyFor => Interlocked.Read(ref _busySince) is var since and not 0
        ? _clock.Time.GetElapsedTime(since)
        : TimeSpan.Zero;

    /// <inheritdoc cref="JournalOpening.Open"/>
    public static DeviceJournal Open(
        string dataSource, DeviceClock clock, JournalOwner owner, JournalLimits limits) =>
        JournalOpening.Open(dataSource, clock, owner, limits);

    /// <summary>
    /// Writes entries in one transaction, synced; each has its Up, the journal adds N, P, At, Boot, Clock.
    /// </summary>
    /// <exception cref="JournalException">Nothing is kept.</exception>
    public JournalHead Append(IReadOnlyList<Entry> entries)
    {
        List<TaskCompletionSource> arrived;
        JournalHead head;
        lock (_gate)
        {
            if (_head.N - _acked.N + entries.Count > _limits.MostPending) throw Full();
            head = Guarded(() => Write(entries));
            arrived = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var waiter in arrived) waiter.TrySetResult();
        return head;
    }

    /// <summary>The lines from a number on that fit into so many bytes; null when there is none.</summary>
    /// <exception cref="JournalException">The file could not be read.</exception>
    public PendingLines? Read(long from, int mostBytes)
    {
        lock (_gate) return from > _head.N ? null : Guarded(() => _file.Read(from, mostBytes));
    }

    /// <summary>
    /// Moves the cursor to what the collector holds, back too. False, and nothing moves, when this journal
    /// has no such line with this digest. n 0 with <see cref="Digest.Zero"/>: the collector holds nothing.
    /// The cursor reaches the disk with the next append: an old one only means that lines are sent again.
    /// </summary>
    public bool Acknowledge(long n, Digest hash)
    {
        lock (_gate)
        {
            if (n < 0 || n > _head.N || (n < _stored.Pruned && n != _acked.N)) return false;
            if (DigestAt(n) != hash) return false;
            _acked = new JournalHead(n, hash);
            return true;
        }
    }

    /// <summary>Completes when <see cref="Head"/> is beyond a number.</summary>
    public async Task WaitForEntryAsync(long after, CancellationToken stop)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_head.N > after) return;
            _waiting.Add(arrived);
        }

        await using var cancelled = stop.Register(() => arrived.TrySetCanceled(stop));
        try
        {
            await arrived.Task;
        }
        finally
        {
            lock (_gate) _waiting.Remove(arrived);
        }
    }

    /// <summary>Stores the cursor and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                var last = _stored with { Acked = _acked.N };
                if (last != _stored) _file.Write([], _stored, last, _keepTurn);
            }
            catch (JournalFileException)
            {
                // an old cursor is harmless, see Acknowledge
            }

            _file.Dispose();
        }
    }

    private Digest? DigestAt(long n) => n switch
    {
        0 => Digest.Zero,
        _ when n == _acked.N => _acked.Hash,
        _ when n == _head.N => _head.Hash,
        _ => Guarded(() => _file.Find(n)?.Hash),
    };

    private JournalHead Write(IReadOnlyList<Entry> entries)
    {
        var head = _head;
        var keepTurn = _keepTurn;
        var lines = new StoredLine[entries.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = JournalLine.Make(entries[i], head, _clock);
            head = new JournalHead(lines[i].N, lines[i].Hash);
            if (lines[i].Turn == TurnMark.Teller) keepTurn = head.N;
        }

        var prunable = Math.Min(_acked.N - _limits.Keep, _stored.Pruned + PruneStep);
        var now = new Cursor(_acked.N, Math.Max(prunable, _stored.Pruned));
        _file.Write(lines, _stored, now, keepTurn);
        (_head, _stored, _keepTurn) = (head, now, keepTurn);
        return head;
    }

    private JournalException Full() => new(
        $"The journal holds {_head.N - _acked.N} entries the collector has not acknowledged, its limit. They "
        + "are kept; new ones are not. Bring the collector back, or raise journal:mostPending.",
        full: true);

    private T Guarded<T>(Func<T> work)
    {
        Interlocked.Exchange(ref _busySince, _clock.Time.GetTimestamp());
        try
        {
            return work();
        }
        catch (JournalFileException e)
        {
            throw new JournalException(
                $"The journal file failed: {e.Message}. Entries up to {_head.N} are kept. Check free "
                + "space and the storage; the device tries again every second.",
                inner: e);
        }
        finally
        {
            Interlocked.Exchange(ref _busySince, 0);
        }
    }
}
