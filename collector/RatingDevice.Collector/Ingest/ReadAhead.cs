using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// Messages taken from the intake and not judged yet. Reading lines is the larger part of the work and needs
/// nothing but the payload: where several wait, on all processors.
/// </summary>
internal sealed class ReadAhead(IIntake intake, JournalShelf shelf, int most)
{
    private readonly Queue<IntakeMessage> _waiting = [];
    private readonly List<IntakeMessage> _judged = [];

    /// <summary>True where nothing waits here.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>The next message, read; null where the intake is empty too.</summary>
    public IntakeMessage? Next()
    {
        if (_waiting.Count == 0) Take();
        if (!_waiting.TryDequeue(out var message)) return null;
        _judged.Add(message);
        return message;
    }

    /// <summary>What was judged so far is done with.</summary>
    public void Done() => _judged.Clear();

    /// <summary>What was judged since the last end comes again, in its order.</summary>
    public void Again()
    {
        var later = _waiting.ToArray();
        _waiting.Clear();
        foreach (var message in _judged.Concat(later)) _waiting.Enqueue(message);
        _judged.Clear();
        shelf.Refresh(Named());
    }

    private void Take()
    {
        while (_waiting.Count < most && intake.Messages.TryRead(out var message)) _waiting.Enqueue(message);
        if (_waiting.Count > 1) Parallel.ForEach(_waiting, m => Header(m));
        shelf.Refresh(Named());
    }

    private HashSet<JournalId> Named() =>
        [.. _waiting.Select(Header).OfType<BatchHeader>().Select(h => h.Journal)];

    /// <summary>Reads a batch; what is wrong with one comes up again where it is judged.</summary>
    private static BatchHeader? Header(IntakeMessage message)
    {
        var journal = Topic.TryParse(message.Topic, out var topic) && topic.Kind == TopicKind.Journal;
        if (!journal || message.Payload.Length > Limits.BatchBytes) return null;
        try
        {
            return message.Batch.Header;
        }
        catch (Exception)
        {
            return null; // said in its turn
        }
    }
}
