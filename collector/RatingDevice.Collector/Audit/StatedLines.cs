using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Whether a line is of some statement that is held. Where a device stood, and when a boot without a clock
/// began, is its outlet's word alone; so what is told to be of another day or outlet must be in that one's.
/// </summary>
/// <param name="asked">The day that is looked at.</param>
/// <param name="newest">What is held of an outlet's day.</param>
internal sealed class StatedLines(DateOnly asked, Func<OutletId, DateOnly, SignedStatement?> newest)
{
    private readonly Dictionary<(OutletId, DateOnly), SignedStatement?> _read = [];

    /// <summary>What is wrong with where a line is told to belong; null for nothing. A day after the one that
    /// is looked at may not be stated yet.</summary>
    public Words? Lacks(JournalId journal, long n, OutletId outlet, DateOnly day)
    {
        if (!_read.TryGetValue((outlet, day), out var stated))
            _read[(outlet, day)] = stated = newest(outlet, day);
        if (stated is null && day > asked) return null;
        return stated?.Statement.Devices.Any(d => d.Journal == journal && d.First <= n && n <= d.Last) == true
            ? null
            : day == asked
                ? AuditFaults.NotOfOutlet(outlet) : AuditFaults.NotStated(outlet, day);
    }
}
