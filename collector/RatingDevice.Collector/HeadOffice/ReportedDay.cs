using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>How an outlet's day stands at head office.</summary>
internal enum ReportedState
{
    /// <summary>The outlet did not stand there that day: nothing is expected.</summary>
    Elsewhere,

    /// <summary>Not reported, and not due yet.</summary>
    NotDue,

    /// <summary>Not reported, and due.</summary>
    Absent,

    /// <summary>Reported in time.</summary>
    InTime,

    /// <summary>Reported, later than it was due.</summary>
    Late,
}

/// <summary>An outlet's day.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Edition">Of the newest statement; above 1: amended. 0: none.</param>
/// <param name="Missing">Entries its devices had not delivered.</param>
/// <param name="HoursLate">Whole hours since it was due, until it came or until now.</param>
internal readonly record struct ReportedDay(ReportedState State, int Edition, long Missing, int HoursLate)
{
    /// <summary>A day is due when it has been over for so long.</summary>
    public static readonly TimeSpan DueAfter = TimeSpan.FromHours(24);

    /// <param name="report">The newest edition; null for none.</param>
    /// <param name="due">When it was due.</param>
    /// <param name="now">Head office's clock.</param>
    public static ReportedDay Of(StatedReport? report, DateTimeOffset due, DateTimeOffset now)
    {
        // an amendment comes later by its nature: the first edition is late or in time
        var late = Math.Max(0, (int)((report?.Came ?? now) - due).TotalHours);
        return report is null ? new(now > due ? ReportedState.Absent : ReportedState.NotDue, 0, 0, late)
            : new(report.Came > due ? ReportedState.Late : ReportedState.InTime,
                report.Edition, report.Missing, late);
    }

    /// <summary>When an outlet's day is due.</summary>
    public static DateTimeOffset Due(OutletRules rules, DateOnly day)
    {
        var end = day.AddDays(1).ToDateTime(new TimeOnly(rules.CutOverHour, 0));
        return new DateTimeOffset(end, rules.Zone.GetUtcOffset(end)) + DueAfter;
    }
}
