namespace RatingDevice.Collector.Figures;

/// <summary>What the lines of a sheet are.</summary>
internal enum By
{
    /// <summary>One line: everything in the scope.</summary>
    Total,

    /// <summary>A line for each hour of each business day.</summary>
    Hour,

    /// <summary>A line a business day.</summary>
    Day,

    /// <summary>A line an ISO week.</summary>
    Week,

    /// <summary>A line a month.</summary>
    Month,

    /// <summary>A line a teller and outlet, the unattributed bucket last.</summary>
    Teller,

    /// <summary>A line a counter.</summary>
    Counter,

    /// <summary>A line an outlet.</summary>
    Outlet,

    /// <summary>A line for each hour of each weekday, all weeks together.</summary>
    WeekdayHour,

    /// <summary>A line for each device and business day, also for one that wrote nothing.</summary>
    DeviceDay,
}

/// <summary>Whose figures; null does not narrow.</summary>
/// <param name="Outlet">Only this outlet.</param>
/// <param name="Counter">Only this counter; ids of counters are unique within an outlet.</param>
/// <param name="Teller">Only this teller.</param>
/// <param name="Type">Only services of this business type, by the served feed.</param>
internal sealed record Scope(
    OutletId? Outlet = null, CounterId? Counter = null, TellerId? Teller = null, BusinessType? Type = null)
{
    /// <summary>Everything there is.</summary>
    public static Scope All { get; } = new();
}

/// <summary>
/// The one question behind every figure: pages, API, CSV, XLSX and JSON all ask it, so they cannot differ.
/// </summary>
/// <param name="Scope">Whose.</param>
/// <param name="Period">When.</param>
/// <param name="By">A line for each what.</param>
/// <param name="Definition">Id of the definition to compute with; null: the one in force when each line's
/// time begins.</param>
internal sealed record FigureQuery(Scope Scope, Period Period, By By, string? Definition = null);
