using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>Holds the served rows of an answer against what the statement says of them. Pure.</summary>
internal static class ServedCheck
{
    /// <summary>The rows that can be read, in order, no ticket twice.</summary>
    /// <param name="said">By the statement; null: that no feed told of the day.</param>
    /// <param name="came">The lines; null for none.</param>
    /// <param name="outlet">Whose.</param>
    /// <param name="day">Business day.</param>
    /// <param name="rules">Cut the day.</param>
    /// <param name="note">Told of each thing that does not hold.</param>
    public static IReadOnlyList<ServedRow> Run(
        ServedLine? said, ReadOnlyMemory<byte>? came, OutletId outlet, DateOnly day, OutletRules rules,
        Action<Words> note)
    {
        var rows = new List<ServedRow>();
        if (said is null)
        {
            if (came is not null) note(AuditFaults.FeedNotStated);
            return rows;
        }

        if (came is not { } lines)
        {
            note(AuditFaults.NoFeed(said.Rows));
            return rows;
        }

        var number = 0;
        for (var rest = lines; Batch.TryTakeLine(ref rest, out var line);)
        {
            number++;
            try
            {
                var row = ServedText.Read(line.Span, outlet, day);
                if (rows.Count > 0 && row.Ticket.CompareTo(rows[^1].Ticket) <= 0)
                    throw new FormatException($"ticket {row.Ticket} stands twice or out of order");
                if (!IsOf(row, rules)) throw new FormatException($"ticket {row.Ticket} is of another day");
                rows.Add(row);
            }
            catch (FormatException e)
            {
                note(AuditFaults.Row(number, e.Message));
            }
        }

        if ((number, Digest.Of(lines.Span)) != (said.Rows, said.Digest))
            note(AuditFaults.OtherRows(number, said.Rows));
        return rows;
    }

    private static bool IsOf(ServedRow row, OutletRules rules) =>
        (row.Called ?? row.Issued ?? row.Finished) is { } at && BusinessDay.Slot(at, rules).Day == row.Day;
}
