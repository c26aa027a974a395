using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Where each message is sorted: status to its listener, lines into the draft, rubbish into quarantine, and
/// the answer it will get noted down. Nothing a message contains may stop it.
/// </summary>
internal sealed class IntakeDesk(
    IngestLimits limits, TimeProvider time, ILogger logger, Action<Topic, Status> status,
    Action<IntakeMessage> served) : IDisposable
{
    private const int QuarantineHead = 4096, TopicChars = 200;

    private readonly KeyRing _keys = new();
    private readonly QuarantineGate _gate = new(limits.QuarantineBurst, limits.QuarantinePerSecond, time);
    private readonly HashSet<PendingAck> _acked = [];
    private readonly List<PendingAck> _acks = [];

    public IngestCounters Counters { get; } = new();

    /// <summary>Takes one message into a group.</summary>
    /// <exception cref="StoreException">The store could not be asked; the group cannot go on.</exception>
    public void Receive(IntakeMessage message, BranchRegistry registry, IntakeDraft draft)
    {
        Counters.Messages++;
        try
        {
            Sort(message, registry, draft);
        }
        catch (Exception e) when (e is not (StoreException or OperationCanceledException))
        {
            logger.Unjudged(e, Printable(Short(message.Topic)));
            var refused = new Refused(RefusalReason.BadLine, $"could not be judged: {e.Message}");
            Refuse(message, null, refused, draft);
        }
    }

    /// <summary>The answers owed, in order; from here on they are not owed any more.</summary>
    public IReadOnlyList<PendingAck> TakeAcks()
    {
        var acks = _acks.ToArray();
        Drop();
        return acks;
    }

    /// <summary>The group was lost: it gets no answers.</summary>
    public void Drop()
    {
        _acks.Clear();
        _acked.Clear();
    }

    public void Dispose() => _keys.Dispose();

    private void Sort(IntakeMessage message, BranchRegistry registry, IntakeDraft draft)
    {
        var known = Topic.TryParse(message.Topic, out var topic);
        if (known && topic.Kind == TopicKind.Status)
            ReadStatus(message, topic, registry);
        else if (ServicesTopic.TryParse(message.Topic, out _))
            served(message); // its own desk judges it: nothing of a customer may end in quarantine
        else if (!known || topic.Kind != TopicKind.Journal)
            Refuse(message, null, Admission.BadTopic(message), draft);
        else if (message.Retained)
            Counters.RetainedIgnored++; // how old it is nobody knows, so it must place nothing in time
        else
            Admit(message, topic, registry, draft);
    }

    private void Admit(IntakeMessage message, Topic topic, BranchRegistry registry, IntakeDraft draft)
    {
        switch (Admission.Judge(message, topic, registry, draft.Held, _keys))
        {
            case Accepted accepted:
                draft.Take(accepted);
                Owe(new PendingAck(topic, accepted.State.Journal, null));
                break;
            case AlreadyHeld held:
                Counters.Duplicates++;
                Owe(new PendingAck(topic, held.Journal, null));
                break;
            case Refused { Reason: RefusalReason.Gap, Journal: { } journal }:
                Counters.Gaps++;
                Owe(new PendingAck(topic, journal, null));
                break;
            case Refused refused:
                Refuse(message, topic, refused, draft);
                break;
        }
    }

    private void Refuse(IntakeMessage message, Topic? topic, Refused refused, IntakeDraft draft)
    {
        Counters.Refused++;
        if (topic is { } known && refused.Journal is { } journal)
            Owe(new PendingAck(known, journal, refused.Reason));
        if (!_gate.TryPass())
        {
            Counters.QuarantineSkipped++;
            return;
        }

        var head = message.Payload[..Math.Min(message.Payload.Length, QuarantineHead)];
        draft.Quarantine(new QuarantinedPayload(
            message.Received, Short(message.Topic), refused.Reason, refused.Detail, message.Payload.Length,
            head.ToArray()));
        var (from, detail) = (Printable(Short(message.Topic)), Printable(refused.Detail));
        logger.PayloadRefused(refused.Reason, message.Payload.Length, from, detail);
    }

    private void ReadStatus(IntakeMessage message, Topic topic, BranchRegistry registry)
    {
        if (message.Payload.Length <= Limits.MessageBytes
            && WireText.TryReadStatus(message.Payload.Span, out var read, out _)
            && read.V == Limits.Version
            && registry.Find(topic.Device)?.Outlet == topic.Outlet)
            // how old a kept one is nobody knows
            Tell(topic, message.Retained ? read with { SignedOnFor = null } : read);
        else
            Counters.StatusIgnored++;
    }

    private void Tell(Topic topic, Status read)
    {
        try
        {
            status(topic, read);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.ListenerFailed(e);
        }
    }

    private void Owe(PendingAck ack)
    {
        if (_acked.Add(ack)) _acks.Add(ack);
    }

    /// <summary>What a stranger sent must not forge lines of the log.</summary>
    private static string Printable(string text) =>
        new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string Short(string topic) => topic.Length <= TopicChars ? topic : topic[..TopicChars];
}
