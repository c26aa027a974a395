using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>Customers of a band of waiting time.</summary>
/// <param name="FromMinutes">First minute of the band.</param>
/// <param name="ToMinutes">First minute after it; null for the last band.</param>
/// <param name="Waited">Customers who waited so long, of all whose waiting time is known.</param>
/// <param name="Asked">Those asked to rate, of all served by a working device.</param>
internal sealed record WaitingBand(int FromMinutes, int? ToMinutes, Proportion Waited, Proportion Asked);

/// <summary>Waiting, service and work of one line; times in seconds, down, null where none is
/// known.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Names">For people.</param>
/// <param name="Definition">Its limit and bands.</param>
/// <param name="Served">Customers served.</param>
/// <param name="Waited">Customers whose waiting time is known.</param>
/// <param name="Mean">Mean waiting time, to the second.</param>
/// <param name="Median">Half waited no longer, to 10 seconds.</param>
/// <param name="Percentile90">Nine of ten waited no longer, to 10 seconds.</param>
/// <param name="OverLimit">Customers who waited for the limit or longer, of those known.</param>
/// <param name="Bands">By waiting time.</param>
/// <param name="Worked">Customers whose service time is known.</param>
/// <param name="WorkedSeconds">Their service time in all: the work of the line.</param>
/// <param name="MeanService">Mean service time.</param>
/// <param name="Unusable">Times the feed told that are none, and are not used.</param>
internal sealed record WaitingLine(
    LineKey Key, LineNames Names, Definition Definition, long Served, long Waited, long? Mean, long? Median,
    long? Percentile90, Proportion OverLimit, IReadOnlyList<WaitingBand> Bands, long Worked,
    long WorkedSeconds, long? MeanService, long Unusable);

/// <summary>The answer to a query about waiting and work.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Lines">In order of their keys; only lines with a served customer.</param>
/// <param name="Total">Everything in the scope together.</param>
/// <param name="Feed">Outlet-days the served feed told of: without any there is no figure, not 0.</param>
internal sealed record WaitingSheet(
    FigureQuery Query, IReadOnlyList<WaitingLine> Lines, WaitingLine Total, FeedDays Feed)
{
    /// <summary>The definitions its limits and bands are of, in order.</summary>
    public IReadOnlyList<Definition> Definitions =>
    [
        .. Lines.Select(l => l.Definition).Append(Total.Definition).DistinctBy(d => d.Id)
            .OrderBy(d => d.ValidFrom),
    ];
}
