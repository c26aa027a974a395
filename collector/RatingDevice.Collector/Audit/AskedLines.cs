using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Lines of a journal that an answer must bring beside the day's own: those of the nearest days that state
/// some of the journal, and those between, which belong to no day by what the outlet says. Only the lines can
/// tell.
/// </summary>
/// <param name="Journal">Which.</param>
/// <param name="Device">Whose it is, as the statements say.</param>
/// <param name="Key">Fingerprint of its key, as the statements say.</param>
/// <param name="From">The first line asked for.</param>
/// <param name="To">The last.</param>
internal sealed record AskedLines(JournalId Journal, DeviceId Device, Digest Key, long From, long To)
{
    /// <summary>So many lines of a journal are asked for on either side, and in all; a larger hole is seen
    /// without its lines (verify, the page of reconciliation).</summary>
    public const long Most = 10_000, MostInAll = 40_000;

    /// <summary>Days looked at on either side for one that states some of a journal: a few first.</summary>
    private static readonly int[] Windows = [4, 31, AuditSample.Days];

    /// <summary>By what is held now of the outlet's other days; where that cannot be read, no more is asked
    /// for.</summary>
    public static IReadOnlyList<AskedLines> Of(
        IStatementStore statements, SignedStatement held, DateOnly day)
    {
        IReadOnlyList<AskedLines> asked = [];
        try
        {
            var outlet = held.Head.Outlet;
            if (statements.Span(outlet, PeriodKind.Day) is not { } span) return asked;
            foreach (var days in Windows)
            {
                var (first, last) = (day.AddDays(-days), day.AddDays(days));
                var near = new NearRanges(day, held.Statement.Devices, statements
                    .Newest(outlet, PeriodKind.Day, first, last).Select(k => k.Signed.Statement));
                asked = near.Asked();
                if (near.Whole(first <= span.First, last >= span.Last)) break;
            }
        }
        catch (Exception e) when (e is StoreException or FormatException)
        {
            // a damaged statement is told by verify; it must not keep another day from being looked at
        }

        return asked;
    }
}
