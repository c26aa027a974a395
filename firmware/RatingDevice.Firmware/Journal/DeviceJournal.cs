using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>
/// The device's truth: append-only, numbered, hash-chained, on disk before anyone is thanked. The counter loop
/// appends; the link loop reads and acknowledges. Safe for both at once.
/// </summary>
internal sealed class DeviceJournal : IDisposable
{
    private DeviceJournal(JournalId id) => Id = id;

    /// <summary>Opens the journal, or makes it with its "opened" line.</summary>
    /// <param name="dataSource">A path, or a SQLite "file:" URI.</param>
    /// <exception cref="JournalException">Held by another process, of another device, or not writable.</exception>
    public static DeviceJournal Open(
        string dataSource, DeviceClock clock, JournalOwner owner, JournalLimits limits) => new(owner.Fresh);

    public JournalId Id { get; }

    /// <summary>The last line written.</summary>
    public JournalHead Head { get; }

    /// <summary>The last line the collector has committed, as far as it told.</summary>
    public JournalHead Acked { get; }

    public JournalRecovery Recovery { get; } = new(null, null, null, 0);

    /// <summary>Writes entries in one transaction, synced; each has its Up, the journal adds N, P, At, Boot, Clock.</summary>
    /// <exception cref="JournalException">Nothing is kept.</exception>
    public JournalHead Append(IReadOnlyList<Entry> entries) => throw new JournalException("not written yet");

    /// <summary>The lines from a number on that fit into so many bytes, at least one; null when there is none.</summary>
    public PendingLines? Read(long from, int mostBytes) => null;

    /// <summary>
    /// Moves the cursor to what the collector holds, back too. False, and nothing moves, when this journal has no
    /// such line with this digest. n 0 with <see cref="Digest.Zero"/>: the collector holds nothing.
    /// </summary>
    public bool Acknowledge(long n, Digest hash) => false;

    /// <summary>Completes when <see cref="Head"/> is beyond a number.</summary>
    public Task WaitForEntryAsync(long after, CancellationToken stop) => new TaskCompletionSource().Task.WaitAsync(stop);

    public void Dispose() { }
}
