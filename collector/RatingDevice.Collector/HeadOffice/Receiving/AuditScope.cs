using System.Collections.Concurrent;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>Which questions a unit is shown: those about outlets below it on the day asked about, or now:
/// an outlet that moved took its journals along. Any thread.</summary>
internal sealed class AuditScope(Func<BankTree> tree, TimeProvider time)
{
    /// <summary>Questions shown at once; where there are more, the next time the next ones, so that some that
    /// nobody can answer hold up no other.</summary>
    public const int Most = 20;

    private readonly ConcurrentDictionary<UnitId, (DateTimeOffset At, AuditId Id)> _shown = [];

    public IReadOnlyList<AuditAsk> Of(UnitId unit, IReadOnlyList<AuditAsk> asks)
    {
        var bank = tree();
        var all = asks.Where(a => Shows(bank, unit, a)).OrderBy(a => a.At).ThenBy(a => a.Id).ToList();
        if (all.Count <= Most) return all;
        var next = _shown.TryGetValue(unit, out var last)
            ? Math.Max(0, all.FindIndex(a => (a.At, a.Id).CompareTo(last) > 0)) : 0;
        List<AuditAsk> shown = [.. all.Skip(next).Concat(all.Take(next)).Take(Most)];
        _shown[unit] = (shown[^1].At, shown[^1].Id);
        return shown;
    }

    /// <summary>True where the question is one for the unit, though others may be shown first.</summary>
    public bool Shows(UnitId unit, AuditAsk ask) => Shows(tree(), unit, ask);

    private bool Shows(BankTree bank, UnitId unit, AuditAsk ask)
    {
        if (unit.ToString() == ask.Outlet.ToString()) return true;
        var rules = bank.Outlet(ask.Outlet)?.Rules ?? OutletRules.Unknown;
        return bank.Below(ask.Outlet, unit, ask.Day)
            || bank.Below(ask.Outlet, unit, BusinessDay.Slot(time.GetUtcNow(), rules).Day);
    }
}
