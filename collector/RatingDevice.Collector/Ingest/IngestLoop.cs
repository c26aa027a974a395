using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Takes what waits in the intake, commits it as one group, then acknowledges: an ack means durable. Where
/// the store fails nothing is acknowledged and the devices send again, so there is nothing to keep or to
/// retry here.
/// </summary>
/// <param name="intake">Where messages come from and acks go to.</param>
/// <param name="store">Where they are kept; this loop is its only writer.</param>
/// <param name="registry">The branch as it is now; asked once a group.</param>
/// <param name="limits">How much at a time.</param>
/// <param name="time">Clock for acks and pauses.</param>
/// <param name="logger">Told of refusals and failures.</param>
/// <param name="committed">Told what was committed, after the acks.</param>
/// <param name="status">Told every well-formed status of a known device, as heard.</param>
/// <param name="served">Handed every message of a served feed; must not wait. Null passes them over.</param>
internal sealed class IngestLoop(
    IIntake intake, IRatingStore store, Func<BranchRegistry> registry, IngestLimits limits, TimeProvider time,
    ILogger logger, Action<IReadOnlyList<CounterEvent>> committed, Action<Topic, Status> status,
    Action<IntakeMessage>? served = null)
{
    private readonly Queue<IntakeMessage> _taken = [];
    private readonly JournalShelf _shelf = new(store);
    private readonly IntakeDesk _desk = new(limits, time, logger, status, served ?? (_ => { }));
    private int _failures;

    public IngestCounters Counters => _desk.Counters;

    /// <summary>Runs until stopped; a group begun is finished.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using (_desk)
        {
            try
            {
                while (!stop.IsCancellationRequested
                    && (_taken.Count > 0 || await intake.Messages.WaitToReadAsync(stop)))
                {
                    if (!Settle()) await Task.Delay(Pause(), time, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // asked to stop: what waits in the intake was not acknowledged
            }
        }
    }

    /// <summary>One group, from the intake to its acks; false where the store failed.</summary>
    private bool Settle()
    {
        var draft = new IntakeDraft(_shelf, store);
        List<(PendingAck Ack, JournalState? State)> acks;
        try
        {
            Gather(draft);
            acks = [.. _desk.TakeAcks().Select(a => (a, draft.Find(a.Journal)?.State))];
            if (!draft.IsEmpty) store.Commit(draft.Close());
        }
        catch (StoreException e)
        {
            _shelf.Forget();
            _desk.Drop();
            _failures++;
            Counters.StoreFailures++;
            logger.StoreFailed(e, draft.Entries, draft.Batches, Pause());
            return false;
        }

        if (_failures > 0) logger.StoreRecovered(_failures);
        _failures = 0;
        _shelf.Keep(draft.Books);
        Counters.Batches += draft.Batches;
        Counters.Entries += draft.Entries;
        foreach (var (ack, state) in acks)
        {
            var payload = ack.Write(state, time.GetUtcNow());
            intake.Publish(ack.Topic with { Kind = TopicKind.Ack }, payload, retain: false);
        }

        Tell(draft.Events);
        return true;
    }

    private void Gather(IntakeDraft draft)
    {
        var known = registry();
        // after a failure one message a group: a batch that the store chokes on holds up no other device
        var most = _failures == 0 ? limits.GroupEntries : 1;
        for (var i = 0; i < most && draft.Entries < most; i++)
        {
            if (_taken.Count == 0) TakeMore();
            if (!_taken.TryDequeue(out var message)) return;
            _desk.Receive(message, known, draft);
        }
    }

    private void TakeMore()
    {
        while (_taken.Count < limits.ReadAhead && intake.Messages.TryRead(out var message))
            _taken.Enqueue(message);
        if (_taken.Count > 1) ReadAhead(_taken);
    }

    /// <summary>
    /// Reading lines is the larger part of the work and needs nothing but the payload: where several wait, on
    /// all processors. What is wrong with one comes up again where it is judged.
    /// </summary>
    private static void ReadAhead(IEnumerable<IntakeMessage> messages) => Parallel.ForEach(messages, m =>
    {
        var journal = Topic.TryParse(m.Topic, out var topic) && topic.Kind == TopicKind.Journal;
        if (!journal || m.Payload.Length > Limits.BatchBytes) return;
        try
        {
            _ = m.Batch;
        }
        catch (Exception)
        {
            // said in its turn
        }
    });

    private void Tell(IReadOnlyList<CounterEvent> events)
    {
        if (events.Count == 0) return;
        try
        {
            committed(events);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.ListenerFailed(e);
        }
    }

    private TimeSpan Pause()
    {
        var doubled = limits.FirstPause * Math.Pow(2, Math.Clamp(_failures - 1, 0, 20));
        return doubled < limits.MostPause ? doubled : limits.MostPause;
    }
}
