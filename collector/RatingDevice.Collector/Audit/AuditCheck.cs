using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Holds an answer against the statement it was asked about: chain, digest, signature and key of every
/// journal's range, that no line around the day is left out by all statements, the rows of the served feed,
/// and all counts made again from lines and rows. Pure.
/// </summary>
internal sealed class AuditCheck
{
    private readonly SignedStatement _held;
    private readonly DateOnly _day;
    private readonly List<AuditFinding> _found = [];
    private readonly List<CounterEvent> _events = [];
    private readonly List<DeviceMoment> _moments = [];
    private readonly HashSet<JournalId> _cutOtherwise = [];
    private readonly KeyRing _keys = new();
    private long _lines, _estimated;
    private readonly StatedLines _stated;
    private int _journals, _counts;

    private AuditCheck(SignedStatement held, DateOnly day, StatedLines stated) =>
        (_held, _day, _stated) = (held, day, stated);

    /// <summary>Checks an answer.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="held">The statement it names as it is held here: that of the question, or a later edition
    /// of its day.</param>
    /// <param name="bytes">The answer.</param>
    /// <param name="at">Now.</param>
    /// <param name="definitions">What figures mean; null: those built in.</param>
    /// <param name="ground">What is held of other days, and of other outlets: a device that was moved writes
    /// for both; null: nothing.</param>
    public static AuditResult Run(
        AuditAsk ask, SignedStatement held, ReadOnlyMemory<byte> bytes, DateTimeOffset at,
        DefinitionBook? definitions = null, AuditGround? ground = null)
    {
        ground ??= AuditGround.None;
        var check = new AuditCheck(held, ask.Day, new(ground, ask.Day, at));
        if (ground.Rules(ask.Outlet, ask.Day) is { } known
            && OtherRules.Of(held.Head, ask.Day, known) is { } other)
            check.Note(AuditFaults.NotTheFiles(other));
        using (check._keys) check.Run(ask, bytes, definitions ?? DefinitionBook.BuiltIn);
        return new(ask.Id, ask.Outlet, ask.Day, held.Head.N, check._found.Count == 0, check._journals,
            check._lines, check._counts, check._estimated,
            check._found, at);
    }

    private void Run(AuditAsk ask, ReadOnlyMemory<byte> bytes, DefinitionBook definitions)
    {
        if (AuditAnswer.Read(bytes, out var wrong) is not { } answer)
        {
            Note(wrong!);
            return;
        }

        if (answer.Head.Id != ask.Id || answer.Head.N != _held.Head.N || answer.Head.Hash != _held.Hash
            || ask.N > _held.Head.N || Statement.PeriodOf(_held.Head.Period) != Period.Day(ask.Day))
        {
            Note(AuditFaults.OtherQuestion(ask, answer.Head));
        }

        if (ask.Device is { } device && _held.Statement.Devices.All(d => d.Device != device))
            Note(AuditFaults.NoDevice(device));
        foreach (var wanted in WantedLines.Of(_held.Statement.Devices, ask.Lines ?? []))
        {
            var told = answer.Journals.FirstOrDefault(j => j.About.Journal == wanted.Journal);
            if (told is null) Note(wanted, wanted.From, AuditFaults.NothingCame);
            else Walk(wanted, told);
        }

        Compare(definitions, answer.Served);
    }

    private void Walk(WantedLines wanted, AnsweredJournal told)
    {
        _journals++;
        if (told.About.Device != wanted.Device) Note(wanted, 0, AuditFaults.OfDevice(told.About.Device));
        var key = _keys.Find(told.About.Key);
        if (key is null || key.Fingerprint != wanted.Key)
            Note(wanted, 0, AuditFaults.OtherKey);
        var (next, hash) = (0L, default(Digest));
        var entries = new List<(Entry Entry, Segment Segment)>();
        foreach (var segment in told.Segments)
        {
            // the line before the first segment is not here: its own p vouches for where it belongs
            if (next == 0) hash = FirstP(segment);
            else if (segment.First != next) Note(wanted, Math.Min(next, segment.First), AuditFaults.Missing);
            var read = SegmentCheck.Run(segment, told.State, hash, key, (n, what) => Note(wanted, n, what));
            entries.AddRange(read.Select(e => (e, segment)));
            (next, hash) = (segment.Last + 1, segment.LastHash);
        }

        if (Reaches(wanted, told.Segments) && wanted.Range is { } range) Ends(wanted, range, told.Segments);
        Count(wanted, entries, told.Anchors());
    }

    private bool Reaches(WantedLines wanted, List<Segment> segments)
    {
        if (segments.Count == 0 || segments[0].First > wanted.From)
        {
            Note(wanted, wanted.From, wanted.Range?.First == wanted.From
                ? AuditFaults.NoFirst : AuditFaults.NoneBetween);
            return false;
        }

        if (segments[^1].Last < wanted.Asked?.To)
            Note(wanted, segments[^1].Last + 1, AuditFaults.NoneBetween);
        return true;
    }

    /// <summary>What the statement says of the range: where it ends, the last line's digest, and the device's
    /// signature.</summary>
    private void Ends(WantedLines wanted, DeviceLine range, List<Segment> segments)
    {
        var last = segments.FirstOrDefault(s => s.First <= range.Last && range.Last <= s.Last)
            ?.Line(range.Last);
        if (last is not { } line) Note(wanted, range.Last, AuditFaults.NoLast);
        else if (Digest.Of(line.Span) != range.Hash)
            Note(wanted, range.Last, AuditFaults.OtherDigest);
        var signed = segments.FirstOrDefault(s => s.Last == range.SignedTo);
        if (signed is null) Note(wanted, range.SignedTo, AuditFaults.NotSigned);
        else if (!WireText.TryReadHeader(signed.Header.Span, out var header, out _)
            || header.Sig != range.Sig)
            Note(wanted, range.SignedTo, AuditFaults.OtherSignature);
    }

    private void Count(
        WantedLines wanted, List<(Entry Entry, Segment Segment)> entries,
        Dictionary<BootId, BootAnchor> anchors)
    {
        var invited = new Dictionary<long, HourSlot>();
        foreach (var (entry, segment) in entries)
        {
            _lines++;
            if (entry.Clock == ClockQuality.Unsynced) _estimated++;
            Rules(wanted, segment);
            var anchor = anchors.GetValueOrDefault(entry.Boot);
            if (Placing.Told(entry, segment.Journal, anchor, segment.Post, segment.Rules) is { } told
                && Counts(wanted, told.N, told.Slot, told.Post, Dating.Known)) _moments.Add(told);
            var e = Placing.Event(entry, segment.Journal, anchor, segment.Post, segment.Rules,
                n => invited.TryGetValue(n, out var slot) ? slot : null);
            if (e is null) continue;
            if (e.Kind == EventKind.Invited) invited[e.N] = e.Slot;
            var dating = e.Invited == 0 || invited.ContainsKey(e.Invited) ? Dating.Known
                : e.AfterMs is null ? Dating.Guessed : Dating.ByPress;
            if (Counts(wanted, e.N, e.Slot, e.Post, dating)) _events.Add(e);
        }
    }

    /// <summary>True for what is of the day and outlet asked about. Anything else must be of another
    /// statement, or the outlet left it out; where its invitation did not come, its day is not
    /// sure.</summary>
    private bool Counts(WantedLines wanted, long n, HourSlot slot, Post post, Dating dating)
    {
        // closed at a later start, when nobody knew any more since when it was open
        if (dating == Dating.Guessed && _stated.Before(wanted.Journal, n, post.Outlet)) return false;
        if (slot.Day != _day || post.Outlet != _held.Head.Outlet)
        {
            if (dating == Dating.Known && (slot.Day == _day || wanted.Judges(n))
                && _stated.Lacks(wanted.Journal, n, post.Outlet, slot.Day) is { } wrong)
                Note(wanted, n, wrong);
            return false;
        }

        if (wanted.Range is not { } range || n < range.First || n > range.Last)
            Note(wanted, n, AuditFaults.OutsideRange);
        return true;
    }

    private void Rules(WantedLines wanted, Segment segment)
    {
        var (rules, head) = (segment.Rules, _held.Head);
        if (wanted.Range is not { } range || segment.Last < range.First || segment.First > range.Last
            || segment.Post.Outlet != head.Outlet) return; // another day's, or another outlet's
        if (rules.Zone.Id == head.Zone && rules.CutOverHour == head.CutOver) return;
        if (!_cutOtherwise.Add(wanted.Journal)) return;
        Note(wanted, segment.First, AuditFaults.OtherRules(rules.Zone.Id, rules.CutOverHour, head));
    }

    private void Compare(DefinitionBook definitions, ReadOnlyMemory<byte>? served)
    {
        var head = _held.Head;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(head.Zone, out var zone))
        {
            Note(AuditFaults.NoZone(head.Zone));
            return;
        }

        // twice the same line is a finding already, and would be counted twice
        var rules = new OutletRules(zone, head.CutOver);
        var day = new OutletDay(
            head.Outlet, _day, rules, [.. _events.DistinctBy(e => (e.Journal, e.N))],
            [.. _moments.DistinctBy(m => (m.Journal, m.N))],
            ServedCheck.Run(_held.Statement.Served, served, head.Outlet, _day, rules, Note));
        var definition = definitions.All
            .FirstOrDefault(d => d.Id == head.Definition && d.Hash == head.DefinitionHash);
        if (definition is null)
            Note(AuditFaults.NoDefinition(head));
        var counts = AuditCounts.Of(_held, day, definition);
        _counts = counts.Count;
        foreach (var c in counts.Where(c => c.Said != c.Lines))
            Note(AuditFaults.OtherCount(c));
    }

    private static Digest FirstP(Segment segment) => segment.Line(segment.First) is { } line
        && WireText.TryReadEntry(line.Span, out var entry, out _) ? entry.P : default;

    private void Note(Words what) => Note(AuditFinding.Of(null, null, 0, what));

    private void Note(WantedLines of, long n, Words what) =>
        Note(AuditFinding.Of(of.Device, of.Journal, n, what));

    private void Note(AuditFinding found)
    {
        if (_found.Count < AuditResult.MostFindings) _found.Add(found);
    }

    /// <summary>How well it is known in which day an entry counts: that of its invitation.</summary>
    private enum Dating
    {
        /// <summary>The invitation came too, or it needs none.</summary>
        Known,

        /// <summary>It says how long after the invitation it was.</summary>
        ByPress,

        /// <summary>Neither.</summary>
        Guessed,
    }
}
