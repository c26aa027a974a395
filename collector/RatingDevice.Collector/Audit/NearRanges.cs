using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// What the days around one say of the journals. The nearest on either side are asked for whole: what the day
/// left out may lie between them and it, or in a range that was stretched over it. Pure.
/// </summary>
internal sealed class NearRanges
{
    private readonly Dictionary<JournalId, DeviceLine> _own;
    private readonly ILookup<JournalId, (DateOnly Day, DeviceLine Line)> _others;
    private readonly IReadOnlyList<JournalId> _journals;
    private readonly DateOnly _day;
    private readonly bool _silent;

    /// <summary>Lines asked for on either side of a journal.</summary>
    private readonly long _side;

    /// <param name="day">The day that is looked at.</param>
    /// <param name="own">Its lines of devices.</param>
    /// <param name="around">Statements of days; that of the day itself is passed over.</param>
    public NearRanges(DateOnly day, IReadOnlyList<DeviceLine> own, IEnumerable<Statement> around)
    {
        (_day, _silent) = (day, own.Any(d => d.Journal is null));
        // an outlet that names a journal twice says so to whoever checks its lines; here the first counts
        _own = own.Where(d => d.Journal is not null).DistinctBy(d => d.Journal)
            .ToDictionary(d => d.Journal!.Value);
        _others = around.Select(s => (Statement.PeriodOf(s.Head.Period)!.From, s.Devices))
            .Where(s => s.From != day)
            .SelectMany(s => s.Devices.Where(d => d.Journal is not null), (s, d) => (s.From, d))
            .ToLookup(s => s.d.Journal!.Value);
        _journals = [.. _own.Keys.Union(_others.Select(o => o.Key)).Order()];
        _side = Math.Clamp(AskedLines.MostInAll / Math.Max(1, 2 * _journals.Count), 1, AskedLines.Most);
    }

    /// <summary>By journal.</summary>
    public IReadOnlyList<AskedLines> Asked() => [.. _journals.Select(Asked).OfType<AskedLines>()];

    /// <summary>True where days further away cannot tell more.</summary>
    /// <param name="begun">No day before these states anything.</param>
    /// <param name="ended">No day after these does.</param>
    public bool Whole(bool begun, bool ended) => (begun && ended) || (!_silent && _journals.All(j =>
        _own.TryGetValue(j, out var own)
            ? (begun || own.First <= 2 || Before(own) is not null) && (ended || After(own) is not null)
            : (begun || _others[j].Any(o => o.Day < _day)) && (ended || _others[j].Any(o => o.Day > _day))));

    private AskedLines? Asked(JournalId journal)
    {
        if (!_own.TryGetValue(journal, out var own)) return Between(journal);
        // of a journal that begins here all lines are asked for; its opening belongs to no day
        var from = Before(own)?.First ?? (own.First <= _side ? 1 : own.First);
        var to = After(own)?.Last ?? own.Last;
        return new(journal, own.Device, own.Key!.Value,
            Math.Max(from, own.First - _side), Math.Min(to, own.Last + _side));
    }

    /// <summary>Of a journal the day says nothing of, and days before and after do.</summary>
    private AskedLines? Between(JournalId journal)
    {
        var before = _others[journal].Where(o => o.Day < _day).Select(o => o.Line).MaxBy(d => d.Last);
        if (before is null) return null;
        var after = _others[journal].Where(o => o.Day > _day).Select(o => o.Line)
            .Where(d => d.Last > before.Last).MinBy(d => d.First);
        if (after is null) return null;
        var from = Math.Max(before.First, before.Last + 1 - _side);
        return new(journal, before.Device, before.Key!.Value, from, Math.Min(
            Math.Min(after.Last, Math.Max(after.First - 1, before.Last) + _side), from + 2 * _side - 1));
    }

    private DeviceLine? Before(DeviceLine own) => _others[own.Journal!.Value].Select(o => o.Line)
        .Where(d => d.First < own.First).MaxBy(d => Math.Min(d.Last, own.First - 1));

    private DeviceLine? After(DeviceLine own) => _others[own.Journal!.Value].Select(o => o.Line)
        .Where(d => d.Last > own.Last).MinBy(d => Math.Max(d.First, own.Last + 1));
}
