namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>An outlet's business day so far.</summary>
internal sealed record OutletShape(
    string Outlet, string Name, string Zone, DateOnly Day, FigureShape Figures, string Definition);

/// <summary>What somebody should look at.</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Count">How many of it.</param>
/// <param name="Detail">Which, in words.</param>
internal sealed record NoticeShape(string Code, long Count, string Detail);

/// <summary>Everything the live page shows, at one moment.</summary>
/// <param name="At">The moment, collector's clock.</param>
/// <param name="Position">Id of the newest feed event it contains.</param>
/// <param name="BrokerConnected">False: nothing can come in at present.</param>
/// <param name="LastCommit">When something was last committed; null when nothing was since start.</param>
/// <param name="Outlets">Today's figures, by outlet.</param>
/// <param name="Devices">By outlet, counter and id.</param>
/// <param name="Last">Last ratings, newest first.</param>
/// <param name="Notices">What somebody should look at; empty when all is well.</param>
internal sealed record LiveSnapshot(
    DateTimeOffset At, string Position, bool BrokerConnected, DateTimeOffset? LastCommit,
    IReadOnlyList<OutletShape> Outlets, IReadOnlyList<DeviceShape> Devices, IReadOnlyList<EntryShape> Last,
    IReadOnlyList<NoticeShape> Notices);

/// <summary>Data of "bulk": more entries in one commit than are shown one by one.</summary>
internal sealed record BulkShape(int Entries, int Shown, DateTimeOffset At);

/// <summary>Data of "beat": the collector is there, though nothing happens.</summary>
internal sealed record BeatShape(DateTimeOffset At);

/// <summary>Data of "resync": this viewer missed something and begins anew.</summary>
internal sealed record ResyncShape(string Why);
