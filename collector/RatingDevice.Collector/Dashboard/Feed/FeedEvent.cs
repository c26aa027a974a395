namespace RatingDevice.Collector.Dashboard.Feed;

/// <summary>One event of the live feed, written once for all viewers.</summary>
/// <param name="Number">Counts up by one from 1.</param>
/// <param name="Id">What a viewer gives back as Last-Event-ID: this run of the collector and the
/// number.</param>
/// <param name="Kind">"entry", "device", "bulk", "beat"; for one viewer also "snapshot", "resync".</param>
/// <param name="Json">The data.</param>
internal sealed record FeedEvent(long Number, string Id, string Kind, string Json);
