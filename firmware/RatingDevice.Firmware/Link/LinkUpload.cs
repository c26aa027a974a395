using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Journal;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link;

/// <summary>
/// Carries out what <see cref="Uploader"/> decides: reads, signs, publishes, moves the cursor.
/// </summary>
internal sealed class LinkUpload(
    ILink link,
    DeviceJournal journal,
    DeviceClock clock,
    ECDsa key,
    LinkOptions options,
    Action<FaultCode, bool, string> fault,
    Random random,
    ILogger log)
{
    private const int Room = Limits.BatchBytes - Batch.HeaderRoom;

    private readonly Topic _topic = new(options.Outlet, options.Device, TopicKind.Journal);

    private Uploader _state = new()
    {
        AckWait = new Backoff(options.AckTimeout, options.AckTimeout * 8),
        Slowest = options.BackoffMost,
    };

    public void Disconnected() => _state = _state.Disconnected();

    /// <summary>Sends what is due.</summary>
    /// <returns>When to come back; null when only an entry or an ack can change anything.</returns>
    /// <exception cref="LinkException">The connection is gone.</exception>
    /// <exception cref="UnansweredException">It is there, but too many batches went unanswered.</exception>
    public async Task<TimeSpan?> SendAsync(CancellationToken stop)
    {
        var unanswered = _state.Unanswered;
        _state = _state.Expire(clock.Up);
        if (_state.Unanswered >= Uploader.MostUnanswered) throw new UnansweredException(_state.Unanswered);
        if (_state.Unanswered > unanswered) log.Resent(journal.Acked.N + 1);
        try
        {
            var step = _state.Next(clock.Up, journal.Acked.N, journal.Head.N);
            if (!step.Send) return step.Until;
            await PublishAsync(Read(journal.Acked.N + 1), stop);
            return _state.Flight?.Deadline;
        }
        catch (JournalException e)
        {
            log.JournalUnreadable(e.Message);
            _state = _state.Stumbled(clock.Up + options.BackoffFirst);
            return _state.NotBefore;
        }
    }

    /// <summary>Takes an ack of this device's journal.</summary>
    public void Hear(Ack ack)
    {
        var before = journal.Acked.N;
        bool known;
        try
        {
            known = journal.Acknowledge(ack.N, ack.Hash);
        }
        catch (JournalException e)
        {
            log.JournalUnreadable(e.Message);
            return; // the batch counts as unanswered, and is sent again
        }

        if (known && ack.N < before) log.Rewound(ack.N, before);
        var was = _state;
        _state = was.Acked(ack.N, ack.Refused, known, before, clock.Up, random.NextDouble());
        TellFaults(was, ack);
    }

    private PendingLines Read(long from) => journal.Read(from, Room)
        ?? throw new JournalException($"line {from} should be there and is not");

    private async Task PublishAsync(PendingLines lines, CancellationToken stop)
    {
        var header = BatchSignature.Sign(
            new BatchHeader
            {
                V = Limits.Version,
                Journal = journal.Id,
                Device = options.Device,
                First = lines.First,
                Count = lines.Count,
                At = clock.At(clock.Up),
                Boot = clock.Boot,
                Up = clock.Up,
                Clock = clock.Quality,
                Alg = Es256.Algorithm,
                Sig = "",
            },
            lines.LastHash,
            key);
        await link.PublishAsync(_topic, Batch.Write(header, lines.Lines), retain: false, stop);
        _state = _state.Sent(lines.First, lines.First + lines.Count - 1, clock.Up, random.NextDouble());
    }

    private void TellFaults(Uploader was, Ack ack)
    {
        if (_state.Mismatch != was.Mismatch)
        {
            var detail = $"the collector acknowledged line {ack.N} with a digest this journal does not have";
            if (_state.Mismatch) log.UploadFault("ack-mismatch", detail);
            fault(FaultCode.AckMismatch, _state.Mismatch, _state.Mismatch ? detail : "acks fit again");
        }

        if (_state.Refused == was.Refused) return;
        var refused = _state.Refused is not null;
        var reason = $"the collector refused the batch after line {ack.N}: {_state.Refused}";
        if (refused) log.UploadFault("batch-refused", reason);
        fault(FaultCode.BatchRefused, refused, refused ? reason : "batches are taken again");
    }
}

/// <summary>Nobody answers on this connection: another broker may lead to somebody who does.</summary>
internal sealed class UnansweredException(int batches) : Exception($"{batches} batches were not answered");
