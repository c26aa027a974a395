using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Account;

/// <summary>When a customer stood at the counter, as far as the feed knows.</summary>
/// <param name="From">Called.</param>
/// <param name="To">Finished.</param>
/// <param name="Likely">When an invitation is likeliest: at the end where that is known.</param>
internal readonly record struct ServiceSpan(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Likely)
{
    /// <summary>How long a service is taken for where only one end of it is known.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    /// <summary>Longer times than this are mistakes, not times.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromHours(24);

    /// <summary>Asked this long after the end, it still was this customer.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>Null where neither end is known.</summary>
    public static ServiceSpan? Of(ServedRow row) => (row.Called, row.Finished) switch
    {
        ({ } called, { } finished) when IsTime(called, finished) => new(called, finished, finished),
        ({ } called, _) => new(called, called + Usual, called),
        (null, { } finished) => new(finished - Usual, finished, finished),
        _ => null,
    };

    /// <summary>True where the later moment is not before the earlier, nor a day after.</summary>
    public static bool IsTime(DateTimeOffset from, DateTimeOffset to) => to >= from && to - from <= Most;
}
