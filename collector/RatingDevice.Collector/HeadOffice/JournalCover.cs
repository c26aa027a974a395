using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>Whose a journal is and which key signs it, as a day's statement says.</summary>
internal sealed record JournalClaim(DeviceId Device, Digest Key, StatedAt By);

/// <summary>
/// What the days' newest statements say of one journal, of whatever outlets: a device may move. Its number 1
/// is its opening, which belongs to no day; so do changes of clock, settings, checks and kinds not known
/// here. Such entries stand in a day's range only where others of the day are on both sides of them, so an
/// honest journal may have numbers that no day states; nothing but its lines can tell, which an audit asks
/// for.
/// </summary>
internal sealed class JournalCover(JournalId journal)
{
    /// <summary>Claims kept; two are one too many.</summary>
    private const int MostClaims = 8;

    private readonly SortedDictionary<OutletId, NumberRanges> _byOutlet = [];
    private readonly List<JournalClaim> _claims = [];

    public JournalId Journal => journal;

    /// <summary>More than one: two devices claim the journal, or it changed its key.</summary>
    public IReadOnlyList<JournalClaim> Claims => _claims;

    /// <summary>The highest number stated.</summary>
    public long Last => _byOutlet.Values.Max(r => r.Ranges[^1].Last);

    /// <param name="by">Whose statement, of which day.</param>
    /// <param name="line">A line of it with a journal.</param>
    public void Add(StatedAt by, DeviceLine line)
    {
        if (!_byOutlet.TryGetValue(by.Outlet, out var ranges)) _byOutlet[by.Outlet] = ranges = new();
        ranges.Add(new(line.First, line.Last, by, by));
        if (_claims.Count < MostClaims && !_claims.Any(c => c.Device == line.Device && c.Key == line.Key))
            _claims.Add(new(line.Device, line.Key!.Value, by));
    }

    /// <summary>Runs of numbers between the opening and the highest that no day states.</summary>
    /// <param name="untold">Such numbers beyond these, where there were too many runs.</param>
    public IReadOnlyList<NumberRange> Holes(out long untold)
    {
        var all = new NumberRanges();
        all.Add(new(1, 1, null, null));
        foreach (var range in _byOutlet.Values.SelectMany(r => r.Ranges)) all.Add(range);
        untold = all.Untold + _byOutlet.Values.Sum(r => r.Untold);
        return [.. all.Holes()];
    }

    /// <summary>Numbers that two outlets state, with a day of each.</summary>
    public IEnumerable<NumberRange> Twice()
    {
        NumberRange? open = null;
        foreach (var range in _byOutlet.Values.SelectMany(r => r.Ranges).OrderBy(r => r.First))
        {
            if (open is { } before && range.First <= before.Last)
                yield return new(range.First, Math.Min(range.Last, before.Last), before.To, range.From);
            if (open is null || range.Last > open.Value.Last) open = range;
        }
    }
}
