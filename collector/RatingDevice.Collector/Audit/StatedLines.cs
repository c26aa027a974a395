using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Whether a line is of some statement that is held. Where a device stood, and when a boot without a clock
/// began, is its outlet's word alone; so what is told to be of another day or outlet must be in that one's.
/// </summary>
/// <param name="ground">What is held here.</param>
/// <param name="asked">The day that is looked at.</param>
/// <param name="now">Here.</param>
internal sealed class StatedLines(AuditGround ground, DateOnly asked, DateTimeOffset now)
{
    /// <summary>A day may be that far ahead here: the other side of the date line, and clocks.</summary>
    private const int DaysAhead = 2;

    /// <summary>An invitation is no older where a device closes it at its next start.</summary>
    private const int DaysBack = 7;

    private readonly Dictionary<(OutletId, DateOnly), SignedStatement?> _read = [];

    /// <summary>What is wrong with where a line is told to belong; null for nothing. A statement that may
    /// still come accuses nobody: but days far ahead never come to be counted.</summary>
    public Words? Lacks(JournalId journal, long n, OutletId outlet, DateOnly day)
    {
        if (Has(journal, n, outlet, day)) return null;
        if (Read(outlet, day) is null && ground.Last(outlet) is { } last && last < day)
            return day.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber > DaysAhead
                ? AuditFaults.Ahead(outlet, day) : null;
        return day == asked ? AuditFaults.NotOfOutlet(outlet) : AuditFaults.NotStated(outlet, day);
    }

    /// <summary>True where a day shortly before has the line.</summary>
    public bool Before(JournalId journal, long n, OutletId outlet) =>
        Enumerable.Range(1, DaysBack).Any(back => Has(journal, n, outlet, asked.AddDays(-back)));

    private bool Has(JournalId journal, long n, OutletId outlet, DateOnly day) =>
        Read(outlet, day)?.Statement.Devices
            .Any(d => d.Journal == journal && d.First <= n && n <= d.Last) == true;

    private SignedStatement? Read(OutletId outlet, DateOnly day)
    {
        if (!_read.TryGetValue((outlet, day), out var stated))
            _read[(outlet, day)] = stated = ground.Newest(outlet, day);
        return stated;
    }
}
