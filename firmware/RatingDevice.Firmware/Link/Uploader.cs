using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link;

/// <summary>What the uploader wants done.</summary>
/// <param name="Send">True: send the lines after the acknowledged one now.</param>
/// <param name="Until">
/// Otherwise: look again at this moment of monotonic time; null when only a new entry or an ack can change
/// it.
/// </param>
internal readonly record struct UploadStep(bool Send, TimeSpan? Until = null);

/// <summary>
/// Decides when the next batch goes. One is under way at a time, always from the line after the acknowledged
/// one, so nothing can overtake. Durable means acknowledged by the collector; no broker's word counts.
/// Pure: time, chance and the journal's numbers are handed in, and a new state comes out.
/// </summary>
internal sealed record Uploader
{
    /// <summary>
    /// So many batches in a row without an ack, and the connection is given up: a broker may have let the
    /// session go without a word, and then nothing sent on it will ever be answered.
    /// </summary>
    public const int MostUnanswered = 5;

    /// <summary>How long the collector has for an ack; grows while none comes.</summary>
    public required Backoff AckWait { get; init; }

    /// <summary>The pause after a refusal or a mismatch: somebody has to repair something first.</summary>
    public required TimeSpan Slowest { get; init; }

    /// <summary>Numbers of the batch under way; null for none.</summary>
    public (long First, long Last, TimeSpan Deadline)? Flight { get; init; }

    /// <summary>Batches in a row that brought no ack.</summary>
    public int Unanswered { get; init; }

    /// <summary>Nothing is sent before this moment.</summary>
    public TimeSpan NotBefore { get; init; }

    /// <summary>Why the last batch was refused; null when well.</summary>
    public RefusalReason? Refused { get; init; }

    /// <summary>The collector acknowledged a line that this journal does not have.</summary>
    public bool Mismatch { get; init; }

    /// <summary>What is to be done now.</summary>
    /// <param name="acked">Last number acknowledged.</param>
    /// <param name="head">Last number written.</param>
    public UploadStep Next(TimeSpan now, long acked, long head)
    {
        if (now < NotBefore) return new UploadStep(false, NotBefore);
        if (Flight is { } flight) return new UploadStep(false, flight.Deadline);
        return new UploadStep(head > acked);
    }

    /// <summary>A batch went out.</summary>
    public Uploader Sent(long first, long last, TimeSpan now, double roll) =>
        this with { Flight = (first, last, now + AckWait.After(Unanswered + 1, roll)) };

    /// <summary>
    /// Time has passed: an unanswered batch is given up, to be sent again from the acknowledged line.
    /// </summary>
    public Uploader Expire(TimeSpan now) => Flight is { } flight && now >= flight.Deadline
        ? this with { Flight = null, Unanswered = Unanswered + 1 }
        : this;

    /// <summary>The connection is gone: whatever was under way will be sent again.</summary>
    public Uploader Disconnected() => this with { Flight = null, Unanswered = 0 };

    /// <summary>The journal could not be read; try again after a pause.</summary>
    public Uploader Stumbled(TimeSpan until) => this with { NotBefore = until };

    /// <summary>An ack came.</summary>
    /// <param name="n">The number it names.</param>
    /// <param name="refused">Its refusal, if any.</param>
    /// <param name="known">The journal has that line with that digest, and moved its cursor there.</param>
    /// <param name="before">The cursor before.</param>
    public Uploader Acked(long n, RefusalReason? refused, bool known, long before, TimeSpan now, double roll)
    {
        var pause = now + new Backoff(Slowest, Slowest).After(1, roll);
        var held = this with
        {
            Flight = null, NotBefore = pause, Mismatch = !known, Refused = refused ?? Refused,
        };
        if (!known) return held;

        // "Gap" names the line to go on from. Only if that is where we were already, sending cannot help.
        var gap = refused == RefusalReason.Gap && n != before;
        if (refused is not null && !gap) return held;

        // An old ack, said twice: the batch under way is still to be answered.
        if (n == before) return this with { Mismatch = false };
        return this with
        {
            Flight = null, Unanswered = 0, NotBefore = TimeSpan.Zero, Refused = null, Mismatch = false,
        };
    }
}
