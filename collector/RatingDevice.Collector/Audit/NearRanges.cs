using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>What the days around one say of the journals: where between them lines lie that no day states.
/// Pure.</summary>
internal sealed class NearRanges
{
    private readonly Dictionary<JournalId, DeviceLine> _own;
    private readonly ILookup<JournalId, (DateOnly Day, DeviceLine Line)> _others;
    private readonly DateOnly _day;

    /// <param name="day">The day that is looked at.</param>
    /// <param name="own">Its lines of devices.</param>
    /// <param name="around">Statements of days; that of the day itself is passed over.</param>
    public NearRanges(DateOnly day, IEnumerable<DeviceLine> own, IEnumerable<Statement> around)
    {
        _day = day;
        // an outlet that names a journal twice says so to whoever checks its lines; here the first counts
        _own = own.Where(d => d.Journal is not null).DistinctBy(d => d.Journal)
            .ToDictionary(d => d.Journal!.Value);
        _others = around.Select(s => (Statement.PeriodOf(s.Head.Period)!.From, s.Devices))
            .Where(s => s.From != day)
            .SelectMany(s => s.Devices.Where(d => d.Journal is not null), (s, d) => (s.From, d))
            .ToLookup(s => s.d.Journal!.Value);
    }

    /// <summary>By journal.</summary>
    public IReadOnlyList<AskedLines> Asked() =>
        [.. _own.Keys.Union(_others.Select(o => o.Key)).Order().Select(Asked).OfType<AskedLines>()];

    /// <summary>True where days further away cannot tell more.</summary>
    /// <param name="begun">No day before these states anything.</param>
    /// <param name="ended">No day after these does.</param>
    public bool Whole(bool begun, bool ended) => _own.Values.All(d =>
        (begun || Before(d) is not null || d.First <= 2) && (ended || After(d) is not null));

    private AskedLines? Asked(JournalId journal)
    {
        if (!_own.TryGetValue(journal, out var own)) return Between(journal);
        // of a journal that begins here all lines are asked for; its opening belongs to no day
        var from = Before(own) is { } before ? before + 1 : own.First <= AskedLines.Most ? 1 : own.First;
        var to = After(own) is { } after ? after - 1 : own.Last;
        return new(journal, own.Device, own.Key!.Value,
            Math.Max(from, own.First - AskedLines.Most), Math.Min(to, own.Last + AskedLines.Most));
    }

    /// <summary>Of a journal the day says nothing of, and days before and after do.</summary>
    private AskedLines? Between(JournalId journal)
    {
        var (earlier, later) = (_others[journal].Where(o => o.Day < _day), _others[journal]
            .Where(o => o.Day > _day).Select(o => o.Line));
        if (!earlier.Any()) return null;
        var before = earlier.MaxBy(o => o.Line.Last).Line;
        var from = before.Last + 1;
        var to = later.Where(d => d.Last >= from).Select(d => d.First - 1).DefaultIfEmpty(0).Min();
        return to < from ? null : new(
            journal, before.Device, before.Key!.Value, from, Math.Min(to, from + AskedLines.Most - 1));
    }

    private long? Before(DeviceLine own) => _others[own.Journal!.Value].Select(o => o.Line)
        .Where(d => d.First < own.First).Max(d => (long?)Math.Min(d.Last, own.First - 1));

    private long? After(DeviceLine own) => _others[own.Journal!.Value].Select(o => o.Line)
        .Where(d => d.Last > own.Last).Min(d => (long?)Math.Max(d.First, own.Last + 1));
}
