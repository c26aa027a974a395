using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Served;

/// <summary>
/// One customer served at a counter, as the queue machine or the core system tells it; never who the customer
/// is. (Outlet, Day, Ticket) is its key.
/// </summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Day">Business day it counts in: that of the call, else of the issue or the end.</param>
/// <param name="Ticket">The queue number or the system's own id; the service id of an invitation the queue
/// opened.</param>
/// <param name="Counter">Where; null where the source does not know.</param>
/// <param name="Teller">By whom; null where the source does not know.</param>
/// <param name="Type">What kind of business.</param>
/// <param name="Issued">When the ticket was drawn.</param>
/// <param name="Called">When the customer was called.</param>
/// <param name="Finished">When the service ended.</param>
/// <param name="Void">Why it does not count; null for one that does.</param>
internal sealed record ServedRow(
    OutletId Outlet, DateOnly Day, ServiceId Ticket, CounterId? Counter, TellerId? Teller,
    BusinessType? Type, DateTimeOffset? Issued, DateTimeOffset? Called, DateTimeOffset? Finished,
    string? Void);

/// <summary>A row that says otherwise than an earlier one of the same key; the earlier one stands.</summary>
/// <param name="Kept">What stands.</param>
/// <param name="Refused">What was said later.</param>
/// <param name="Received">Collector's clock.</param>
/// <param name="Source">Where it came from: "http", "mqtt", or the name of a file.</param>
internal sealed record ServedContradiction(
    ServedRow Kept, ServedRow Refused, DateTimeOffset Received, string Source);

/// <summary>What one delivery of the feed writes; moments in whole milliseconds.</summary>
/// <param name="Rows">New keys only.</param>
/// <param name="Contradictions">Rows that were not taken; repeated ones are kept once.</param>
internal sealed record ServedGroup(
    IReadOnlyList<ServedRow> Rows, IReadOnlyList<ServedContradiction> Contradictions)
{
    /// <summary>Rows of keys that are held, with all that is known now; they take the place of those
    /// held.</summary>
    public IReadOnlyList<ServedRow> Completed { get; init; } = [];
}
