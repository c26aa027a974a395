using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
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
/// journal's range, the rows of the served feed, and all counts made again from lines and rows. Pure.
/// </summary>
internal sealed class AuditCheck
{
    private readonly SignedStatement _held;
    private readonly DateOnly _day;
    private readonly List<AuditFinding> _found = [];
    private readonly List<CounterEvent> _events = [];
    private readonly List<DeviceMoment> _moments = [];
    private readonly KeyRing _keys = new();
    private long _lines, _estimated;
    private readonly Func<OutletId, SignedStatement?> _elsewhere;
    private int _journals, _counts;

    private AuditCheck(SignedStatement held, DateOnly day, Func<OutletId, SignedStatement?> elsewhere) =>
        (_held, _day, _elsewhere) = (held, day, elsewhere);

    /// <summary>Checks an answer.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="held">The statement it names as it is held here: that of the question, or a later edition
    /// of its day.</param>
    /// <param name="bytes">The answer.</param>
    /// <param name="at">Now.</param>
    /// <param name="definitions">What figures mean; null: those built in.</param>
    /// <param name="elsewhere">What another outlet stated of the day: a device that was moved writes for
    /// both.</param>
    public static AuditResult Run(
        AuditAsk ask, SignedStatement held, ReadOnlyMemory<byte> bytes, DateTimeOffset at,
        DefinitionBook? definitions = null, Func<OutletId, SignedStatement?>? elsewhere = null)
    {
        var check = new AuditCheck(held, ask.Day, elsewhere ?? (_ => null));
        using (check._keys) check.Run(ask, bytes, definitions ?? DefinitionBook.BuiltIn);
        return new(ask.Id, ask.Outlet, ask.Day, held.Head.N, check._found.Count == 0, check._journals,
            check._lines, check._counts, check._estimated,
            [.. check._found.Take(AuditResult.MostFindings)], at);
    }

    private void Run(AuditAsk ask, ReadOnlyMemory<byte> bytes, DefinitionBook definitions)
    {
        if (AuditAnswer.Read(bytes, out var wrong) is not { } answer)
        {
            Note(wrong);
            return;
        }

        if (answer.Head.Id != ask.Id || answer.Head.N != _held.Head.N || answer.Head.Hash != _held.Hash
            || ask.N > _held.Head.N || Statement.PeriodOf(_held.Head.Period) != Period.Day(ask.Day))
        {
            Note($"it answers {answer.Head.Id} about statement {answer.Head.N}; {ask.Id} asked about "
                + $"{ask.N}, {ask.Day:yyyy-MM-dd}, or a later edition");
        }

        if (ask.Device is { } device && _held.Statement.Devices.All(d => d.Device != device))
            Note($"the statement has no device {device}");
        foreach (var range in _held.Statement.Devices.Where(d => d.Journal is not null))
        {
            var told = answer.Journals.FirstOrDefault(j => j.About.Journal == range.Journal);
            if (told is null) Note(range, range.First, "no line of it came");
            else Walk(range, told);
        }

        Compare(definitions, answer.Served);
    }

    private void Walk(DeviceLine range, AnsweredJournal told)
    {
        _journals++;
        if (told.About.Device != range.Device) Note(range, 0, $"it is of device {told.About.Device}");
        var key = _keys.Find(told.About.Key);
        if (key is null || key.Fingerprint != range.Key)
            Note(range, 0, "its key is not the one the statement names");
        var (next, hash) = (0L, default(Digest));
        var entries = new List<(Entry Entry, Segment Segment)>();
        foreach (var segment in told.Segments)
        {
            // the line before the first segment is not here: its own p vouches for where it belongs
            if (next == 0) hash = FirstP(segment);
            else if (segment.First != next) Note(range, Math.Min(next, segment.First), "lines are missing");
            var read = SegmentCheck.Run(segment, told.State, hash, key, (n, what) => Note(range, n, what));
            entries.AddRange(read.Select(e => (e, segment)));
            (next, hash) = (segment.Last + 1, segment.LastHash);
        }

        Ends(range, told.Segments);
        Count(range, entries, told.Anchors());
    }

    /// <summary>What the statement says of the range: where it begins and ends, the last line's digest, and
    /// the device's signature.</summary>
    private void Ends(DeviceLine range, List<Segment> segments)
    {
        if (segments.Count == 0 || segments[0].First > range.First)
        {
            Note(range, range.First, "the range's first line did not come");
            return;
        }

        var last = segments.FirstOrDefault(s => s.First <= range.Last && range.Last <= s.Last)
            ?.Line(range.Last);
        if (last is not { } line) Note(range, range.Last, "the range's last line did not come");
        else if (Digest.Of(line.Span) != range.Hash)
            Note(range, range.Last, "the line has another digest than the statement says");
        var signed = segments.FirstOrDefault(s => s.Last == range.SignedTo);
        if (signed is null) Note(range, range.SignedTo, "the signed line did not come");
        else if (!WireText.TryReadHeader(signed.Header.Span, out var header, out _)
            || header.Sig != range.Sig)
            Note(range, range.SignedTo, "the device's signature is not the one the statement carries");
    }

    private void Count(
        DeviceLine range, List<(Entry Entry, Segment Segment)> entries,
        Dictionary<BootId, BootAnchor> anchors)
    {
        var invited = new Dictionary<long, HourSlot>();
        foreach (var (entry, segment) in entries)
        {
            _lines++;
            if (entry.Clock == ClockQuality.Unsynced) _estimated++;
            Rules(range, segment);
            var anchor = anchors.GetValueOrDefault(entry.Boot);
            if (Placing.Told(entry, segment.Journal, anchor, segment.Post, segment.Rules) is { } told
                && Counts(range, told.N, told.Slot, told.Post)) _moments.Add(told);
            var e = Placing.Event(entry, segment.Journal, anchor, segment.Post, segment.Rules,
                n => invited.TryGetValue(n, out var slot) ? slot : null);
            if (e is null) continue;
            if (e.Kind == EventKind.Invited) invited[e.N] = e.Slot;
            if (Counts(range, e.N, e.Slot, e.Post)) _events.Add(e);
        }
    }

    /// <summary>True for what is of the day and outlet asked about.</summary>
    private bool Counts(DeviceLine range, long n, HourSlot slot, Post post)
    {
        if (slot.Day != _day) return false;
        if (post.Outlet != _held.Head.Outlet)
        {
            Elsewhere(range, n, post.Outlet);
            return false;
        }

        if (n < range.First || n > range.Last)
            Note(range, n, "the line is of this day, and outside the range the statement names");
        return true;
    }

    /// <summary>Where a device stood is its outlet's word alone, so what is told to be of another outlet must
    /// be in that one's statement.</summary>
    private void Elsewhere(DeviceLine range, long n, OutletId outlet)
    {
        if (_elsewhere(outlet)?.Statement.Devices.Any(
            d => d.Journal == range.Journal && d.First <= n && n <= d.Last) == true) return;
        Note(range, n, $"the line is told to be of outlet {outlet}, whose statement of the day does not have "
            + "it");
    }

    private void Rules(DeviceLine range, Segment segment)
    {
        var (rules, head) = (segment.Rules, _held.Head);
        if (rules.Zone.Id == head.Zone && rules.CutOverHour == head.CutOver) return;
        if (_found.Exists(f => f.Journal == range.Journal)) return;
        Note(range, segment.First, $"placed by {segment.Rules.Zone.Id}, {segment.Rules.CutOverHour} h; the "
            + $"statement says {_held.Head.Zone}, {_held.Head.CutOver} h");
    }

    private void Compare(DefinitionBook definitions, ReadOnlyMemory<byte>? served)
    {
        var head = _held.Head;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(head.Zone, out var zone))
        {
            Note($"'{head.Zone}' is not a time zone here");
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
        {
            Note($"definition {head.Definition}, digest {head.DefinitionHash}, is not known here, so only "
                + "what entries count could be made again; put its file into the folder of definitions and "
                + "ask again");
        }

        var counts = AuditCounts.Of(_held, day, definition);
        _counts = counts.Count;
        foreach (var c in counts.Where(c => c.Said != c.Lines))
            Note($"teller {c.Teller?.ToString() ?? "-"}, {c.Measure}: the statement says {c.Said}, "
                + $"the lines give {c.Lines}");
    }

    private static Digest FirstP(Segment segment) => segment.Line(segment.First) is { } line
        && WireText.TryReadEntry(line.Span, out var entry, out _) ? entry.P : default;

    private void Note(string what) => _found.Add(new(null, null, 0, what));

    private void Note(DeviceLine range, long n, string what) =>
        _found.Add(new(range.Device, range.Journal, n, what));
}
