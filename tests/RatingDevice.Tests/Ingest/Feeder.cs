using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

/// <summary>Admission, placing and commit without the loop: one group a call.</summary>
internal sealed class Feeder(IRatingStore store, BranchRegistry? registry = null) : IDisposable
{
    private readonly JournalShelf _shelf = new(store);
    private readonly KeyRing _keys = new();

    /// <summary>Judges a message against the store; commits nothing.</summary>
    public Verdict Judge(IntakeMessage message) => Judge(message, new IntakeDraft(_shelf, store));

    /// <summary>Commits some messages as one group; fails where one is not accepted.</summary>
    public IntakeGroup Feed(params IEnumerable<IntakeMessage> messages)
    {
        var group = Draft(out var draft, messages);
        store.Commit(group);
        _shelf.Keep(draft.Books);
        return group;
    }

    /// <summary>The group some messages make; not committed.</summary>
    public IntakeGroup Draft(out IntakeDraft draft, params IEnumerable<IntakeMessage> messages)
    {
        draft = new IntakeDraft(_shelf, store);
        foreach (var message in messages) draft.Take(Assert.IsType<Accepted>(Judge(message, draft)));
        return draft.Close();
    }

    public void Dispose() => _keys.Dispose();

    private Verdict Judge(IntakeMessage message, IntakeDraft draft)
    {
        Assert.True(Topic.TryParse(message.Topic, out var topic), message.Topic);
        return Admission.Judge(message, topic, registry ?? TestBranch.Registry, draft.Held, _keys);
    }
}
