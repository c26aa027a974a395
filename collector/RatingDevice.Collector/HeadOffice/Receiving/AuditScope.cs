using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>Which questions a unit is shown: those about outlets below it on the day asked about, or now:
/// an outlet that moved took its journals along.</summary>
internal sealed class AuditScope(Func<BankTree> tree, TimeProvider time)
{
    /// <summary>Questions shown at once; the rest follow.</summary>
    public const int Most = 20;

    public IReadOnlyList<AuditAsk> Of(UnitId unit, IReadOnlyList<AuditAsk> asks)
    {
        var bank = tree();
        return [.. asks.Where(a => Shows(bank, unit, a)).Take(Most)];
    }

    private bool Shows(BankTree bank, UnitId unit, AuditAsk ask)
    {
        if (unit.ToString() == ask.Outlet.ToString()) return true;
        var rules = bank.Outlet(ask.Outlet)?.Rules ?? OutletRules.Unknown;
        return bank.Below(ask.Outlet, unit, ask.Day)
            || bank.Below(ask.Outlet, unit, BusinessDay.Slot(time.GetUtcNow(), rules).Day);
    }
}
