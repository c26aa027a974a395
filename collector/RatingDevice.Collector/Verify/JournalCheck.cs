using RatingDevice.Collector.Account;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Verify;

/// <summary>
/// Walks one journal from its first line. Notes the first fault only, as what follows a break is broken by
/// it, but walks on, so that the rollups are still compared with every line that can be read.
/// </summary>
internal sealed class JournalCheck(IRatingStore store, JournalState state, KeyRing keys, RollupSums rebuilt)
{
    private readonly Dictionary<BootId, BootAnchor> _anchors =
        store.Anchors(state.Journal).ToDictionary(a => a.Boot);

    private InvitedSlot _invited;
    private VerifyingKey? _key;

    public VerificationFault? Fault { get; private set; }

    public long Segments { get; private set; }

    public long Entries { get; private set; }

    public long Rows { get; private set; }

    public void Run(Digest? pinned, Action progress)
    {
        var (next, hash) = (1L, Digest.Zero);
        using var rows = new RowCheck<CounterEvent>(
            store.Events(state.Journal), e => e.N, RowFields.Of);
        using var moments = new RowCheck<DeviceMoment>(
            store.Moments(state.Journal), m => m.N, RowFields.Of);
        _key = keys.Find(state.Key);
        if (_key is null) Note(1, "the key of the journal is no P-256 key");
        else if (pinned is { } pin && pin != _key.Fingerprint) Note(1, "the key is not the one registered");
        foreach (var segment in store.Evidence(state.Journal))
        {
            if (segment.First != next)
                Note(Math.Min(next, segment.First), $"lines {segment.First} on follow where {next} should");
            var lines = SegmentCheck.Run(
                segment, state, hash, _key, (n, what) => Note(n, what.En));
            foreach (var entry in lines) Compare(entry, segment, rows, moments);
            Segments++;
            Entries += lines.Count;
            (next, hash) = (segment.Last + 1, segment.LastHash);
            progress();
        }

        if (next - 1 != state.Head)
            Note(Math.Min(next, state.Head + 1), $"lines end at {next - 1}, the head is {state.Head}");
        else if (hash != state.Hash)
            Note(state.Head, "the journal's head has another digest than the last line");
        rows.End(Note);
        moments.End(Note);
        Rows = rows.Compared;
    }

    private void Compare(
        Entry entry, Segment segment, RowCheck<CounterEvent> rows, RowCheck<DeviceMoment> moments)
    {
        var anchor = _anchors.GetValueOrDefault(entry.Boot);
        var told = Placing.Told(entry, state.Journal, anchor, segment.Post, segment.Rules);
        if (told is not null) moments.Next(told, Note);
        var e = Placing.Event(entry, state.Journal, anchor, segment.Post, segment.Rules, Invited);
        if (e is null) return;
        if (e.Kind == EventKind.Invited) _invited = new InvitedSlot(e.N, e.Slot);
        rebuilt.Add(e);
        rows.Next(e, Note);
    }

    private HourSlot? Invited(long n) => n == _invited.N
        ? _invited.Slot
        : Placing.Invitation(HeldLine.Find([], store, state.Journal, n), _anchors);

    private void Note(long n, string what) => Fault ??= new VerificationFault(state.Journal, n, what);
}
