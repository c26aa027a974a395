using System.Collections.Immutable;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>A commit group while it grows: later messages see what earlier ones brought.</summary>
internal sealed class IntakeDraft(JournalShelf shelf, IRatingStore store)
{
    private readonly Dictionary<JournalId, JournalBook> _books = [];
    private readonly List<Segment> _segments = [];
    private readonly List<BootAnchor> _anchors = [];
    private readonly List<CounterEvent> _events = [];
    private readonly List<DeviceMoment> _moments = [];
    private readonly List<QuarantinedPayload> _quarantine = [];
    private readonly RollupSums _sums = new();

    /// <summary>New lines so far.</summary>
    public int Entries { get; private set; }

    public int Batches => _segments.Count;

    public IReadOnlyCollection<JournalBook> Books => _books.Values;

    public IReadOnlyList<CounterEvent> Events => _events;

    /// <summary>True where there is nothing to write.</summary>
    public bool IsEmpty => _segments.Count == 0 && _quarantine.Count == 0;

    public JournalBook? Find(JournalId journal) => _books.GetValueOrDefault(journal) ?? shelf.Find(journal);

    /// <summary>What admission asks of a journal.</summary>
    public HeldJournal? Held(JournalId journal) => Find(journal) is { } book
        ? new HeldJournal(book.State, n => Line(journal, n)?.Hash ?? default)
        : null;

    /// <summary>Places new lines and takes them in.</summary>
    public void Take(Accepted batch)
    {
        var (segment, book) = (batch.Segment, Find(batch.State.Journal));
        var anchors = book?.Anchors ?? ImmutableDictionary<BootId, BootAnchor>.Empty;
        // needed for a boot without a clock alone, and then a look at the store
        var before = batch.Entries.Any(e => e.Clock == ClockQuality.Unsynced) ? book?.LastAt() : null;
        var made = Anchoring.Fix(batch.Entries, batch.Header, segment.Received, anchors, before);
        anchors = anchors.AddRange(made.Select(a => KeyValuePair.Create(a.Boot, a)));
        var invited = book?.LastInvited ?? default;
        foreach (var entry in batch.Entries)
        {
            var anchor = anchors.GetValueOrDefault(entry.Boot);
            var told = Placing.Told(entry, segment.Journal, anchor, segment.Post, segment.Rules);
            if (told is not null) _moments.Add(told);
            var e = Placing.Event(
                entry, segment.Journal, anchor, segment.Post, segment.Rules,
                n => n == invited.N ? invited.Slot : Invited(segment, n, anchors));
            if (e is null) continue;
            if (e.Kind == EventKind.Invited) invited = new InvitedSlot(e.N, e.Slot);
            _events.Add(e);
            _sums.Add(e);
        }

        var last = batch.Entries[^1];
        var lastAt = Placing.At(last, anchors.GetValueOrDefault(last.Boot));
        _books[segment.Journal] = new JournalBook(batch.State, anchors, () => lastAt, invited);
        _segments.Add(segment);
        _anchors.AddRange(made);
        Entries += batch.Entries.Count;
    }

    public void Quarantine(QuarantinedPayload payload) => _quarantine.Add(payload);

    public IntakeGroup Close() => new(
        [.. _books.Values.Select(b => b.State)], _segments, _anchors, _events, _sums.Cells(), _quarantine)
    {
        Moments = _moments,
    };

    private HeldLine? Line(JournalId journal, long n) => HeldLine.Find(_segments, store, journal, n);

    private HourSlot? Invited(
        Segment current, long n, IReadOnlyDictionary<BootId, BootAnchor> anchors) =>
        Placing.Invitation(
            current.Line(n) is { } line ? new HeldLine(current, line) : Line(current.Journal, n), anchors);
}
