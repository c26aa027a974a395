using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>What became of a delivery; every row is in exactly one of the five.</summary>
/// <param name="Rows">Rows told.</param>
/// <param name="Taken">New customers; durable.</param>
/// <param name="Completed">Rows that added what was not known; durable.</param>
/// <param name="Known">Rows that told nothing new.</param>
/// <param name="Contradicting">Rows that say otherwise than an earlier one, which stands.</param>
/// <param name="Refused">Rows that could not be used.</param>
internal sealed record ServedAnswer(
    int Rows, int Taken, int Completed, int Known, IReadOnlyList<RefusedRow> Contradicting,
    IReadOnlyList<RefusedRow> Refused)
{
    public static ServedAnswer Of(ServedReceipt r) =>
        new(r.Rows, r.Taken, r.Completed, r.Known, r.Contradicting, r.Refused);
}

/// <summary>A served row as it is held, or as it was told.</summary>
internal sealed record ServedShape(
    string Outlet, DateOnly Day, string Ticket, string? Counter, string? Teller, string? Type,
    DateTimeOffset? Issued, DateTimeOffset? Called, DateTimeOffset? Finished, string? Void)
{
    public static ServedShape Of(ServedRow row) => new(
        row.Outlet.ToString(), row.Day, row.Ticket.ToString(), row.Counter?.ToString(),
        row.Teller?.ToString(), row.Type?.ToString(), row.Issued, row.Called, row.Finished, row.Void);
}

/// <summary>Two rows of one ticket that cannot both be true.</summary>
/// <param name="Kept">Told first, and counted.</param>
/// <param name="Refused">Told later, and not counted.</param>
/// <param name="Received">When the later one came.</param>
/// <param name="Source">"http", "mqtt", or the name of a file.</param>
internal sealed record ContradictionShape(
    ServedShape Kept, ServedShape Refused, DateTimeOffset Received, string Source);

/// <summary>Contradictions, newest first.</summary>
/// <param name="Contradictions">At most as many as asked for.</param>
/// <param name="PushedOut">Older ones no longer kept, since the store was made.</param>
internal sealed record ContradictionsAnswer(
    IReadOnlyList<ContradictionShape> Contradictions, long PushedOut);
