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


    /// <summary>At head office a line for each branch directly below the unit asked for, and one for the
    /// outlets directly below it.</summary>
    Unit,
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
