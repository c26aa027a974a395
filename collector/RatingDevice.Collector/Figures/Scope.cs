namespace RatingDevice.Collector.Figures;

/// <summary>Whose figures; null does not narrow.</summary>
/// <param name="Outlet">Only this outlet.</param>
/// <param name="Counter">Only this counter; ids of counters are unique within an outlet.</param>
/// <param name="Teller">Only this teller.</param>
/// <param name="Type">Only services of this business type, by the served feed.</param>
/// <param name="Unit">At head office, only outlets that stood below this unit, each on its days
/// there.</param>
internal sealed record Scope(
    OutletId? Outlet = null, CounterId? Counter = null, TellerId? Teller = null, BusinessType? Type = null,
    UnitId? Unit = null)
{
    /// <summary>Everything there is.</summary>
    public static Scope All { get; } = new();
}
