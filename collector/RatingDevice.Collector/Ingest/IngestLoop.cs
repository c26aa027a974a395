using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Takes what waits in the intake, commits it as one group, then acknowledges: an ack means durable. Where
/// the store fails nothing is acknowledged and the devices send again, so there is nothing to keep or to
/// retry here. Where another collector was faster the group is judged once more against what it committed.
/// </summary>
/// <param name="intake">Where messages come from and acks go to.</param>
/// <param name="store">Where they are kept.</param>
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
    // Each conflict means that another collector got on, so there is no waiting in between.
    private const int MostConflicts = 10;

    private readonly JournalShelf _shelf = new(store);
    private readonly IntakeDesk _desk = new(limits, time, logger, status, served ?? (_ => { }));
    private ReadAhead? _messages;
    private int _failures, _conflicts;

    private ReadAhead Messages => _messages ??= new(intake, _shelf, limits.ReadAhead);

    public IngestCounters Counters => _desk.Counters;

    /// <summary>Runs until stopped; a group begun is finished.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using (_desk)
        {
            try
            {
                while (!stop.IsCancellationRequested
                    && (!Messages.IsEmpty || await intake.Messages.WaitToReadAsync(stop)))
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
            else if (acks.Count > 0) store.Confirm();
        }
        catch (StoreException e) when (e.Conflict && ++_conflicts <= MostConflicts)
        {
            Counters.Conflicts++;
            _desk.Drop();
            _shelf.Forget();
            return TryAgain();
        }
        catch (StoreException e)
        {
            return Failed(e, draft.Entries, draft.Batches);
        }

        if (_failures > 0) logger.StoreRecovered(_failures);
        (_failures, _conflicts) = (0, 0);
        Messages.Done();
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
        for (var i = 0; i < most && draft.Entries < most && Messages.Next() is { } message; i++)
            _desk.Receive(message, known, draft);
    }

    private bool Failed(StoreException e, int entries, int batches)
    {
        _shelf.Forget();
        _desk.Drop();
        Messages.Done();
        _failures++;
        _conflicts = 0;
        Counters.StoreFailures++;
        logger.StoreFailed(e, entries, batches, Pause());
        return false;
    }

    /// <summary>What was judged comes again; false where the store failed meanwhile.</summary>
    private bool TryAgain()
    {
        try
        {
            Messages.Again();
            return true;
        }
        catch (StoreException e)
        {
            return Failed(e, 0, 0);
        }
    }

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
