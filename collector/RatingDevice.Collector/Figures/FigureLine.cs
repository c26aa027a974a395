using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>What a line is about; what the sheet's lines do not tell apart is null.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Counter">The counter, by counter.</param>
/// <param name="Teller">By teller: the teller, null for the unattributed bucket.</param>
/// <param name="First">First business day of the hour, day, week or month.</param>
/// <param name="Hour">Wall-clock hour, by hour.</param>
/// <param name="Weekday">1 Monday to 7 Sunday, by hour of the weekday.</param>
/// <param name="Unit">By unit: the branch directly below the unit asked for, or that unit itself for the
/// outlets directly below it; null for a branch's own figures, which know of no units.</param>
/// <param name="Device">The device, by device and day.</param>
internal sealed record LineKey(
    OutletId? Outlet = null, CounterId? Counter = null, TellerId? Teller = null, DateOnly? First = null,
    int? Hour = null, int? Weekday = null, UnitId? Unit = null, DeviceId? Device = null)
    : IComparable<LineKey>
{
    /// <summary>By time, unit, outlet, counter, device, teller; the unattributed bucket last.</summary>
    public int CompareTo(LineKey? other)
    {
        if (other is null) return 1;
        var order = Nullable.Compare(First, other.First);
        if (order == 0) order = Nullable.Compare(Weekday, other.Weekday);
        if (order == 0) order = Nullable.Compare(Hour, other.Hour);
        if (order == 0) order = Nullable.Compare(Unit, other.Unit);
        if (order == 0) order = Nullable.Compare(Outlet, other.Outlet);
        if (order == 0) order = Nullable.Compare(Counter, other.Counter);
        if (order == 0) order = Nullable.Compare(Device, other.Device);
        if (order == 0) order = (Teller is null).CompareTo(other.Teller is null);
        return order == 0 ? Nullable.Compare(Teller, other.Teller) : order;
    }
}

/// <summary>The names a line's ids have in the registry; null where it does not have them.</summary>
internal sealed record LineNames(
    string? Outlet, string? Counter, string? Teller, string? Zone, string? Unit = null);

/// <summary>One line of figures.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Names">For people.</param>
/// <param name="Definition">What the figures mean.</param>
/// <param name="Counts">What was counted.</param>
/// <param name="Rates">What follows from it.</param>
/// <param name="Rank">Places shared by satisfaction, among lines with enough ratings.</param>
/// <param name="Before">Satisfaction of the same line in the period before; null where it had none.</param>
/// <param name="OutletMean">All of the line's outlet in the same period; null where the line is not within
/// one outlet.</param>
/// <param name="Coverage">How much of what the devices behind the line wrote is held: of its counter by
/// counter, of its outlet otherwise; null for parts of a day.</param>
internal sealed record FigureLine(
    LineKey Key, LineNames Names, Definition Definition, LineCounts Counts, LineRates Rates,
    RankGroup? Rank = null, Proportion? Before = null, LineRates? OutletMean = null,
    Coverage? Coverage = null)
{
    /// <summary>"known", "unknown" (not in the registry), or "unattributed" (nobody was signed on).</summary>
    public string Standing =>
        Key.Teller is null ? "unattributed" : Names.Teller is null ? "unknown" : "known";

    /// <summary>Points of satisfaction won or lost against the period before.</summary>
    public decimal? Change => Rates.Satisfaction.Percent - Before?.Percent;

    /// <summary>True where chance alone may be the change: the intervals touch.</summary>
    public bool? ChangeWithinChance =>
        Change is null ? null : Rates.Satisfaction.Overlaps(Before!.Value);
}

/// <summary>The answer to a query.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Lines">In order of their keys.</param>
/// <param name="Total">Everything in the scope together.</param>
internal sealed record FigureSheet(FigureQuery Query, IReadOnlyList<FigureLine> Lines, FigureLine Total)
{
    /// <summary>The definitions its figures were made with, in order.</summary>
    public IReadOnlyList<Definition> Definitions =>
    [
        .. Lines.Select(l => l.Definition).Append(Total.Definition).DistinctBy(d => d.Id)
            .OrderBy(d => d.ValidFrom),
    ];
}
