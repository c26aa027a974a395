using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Audit;

/// <summary>Draws days of outlets at random: who knows which days are looked at could keep those
/// clean.</summary>
internal static class AuditSample
{
    /// <summary>Days back that are drawn from: what a branch still has at hand.</summary>
    public const int Days = 92;

    public static DateOnly Since(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Days);

    /// <summary>So many different days with entries, or all there are: an outlet first, then one of its
    /// days.</summary>
    public static IReadOnlyList<SignedStatement> Draw(
        IStatementStore store, int most, DateOnly since, Random random)
    {
        var outlets = store.Heads().Select(h => h.Outlet).ToList();
        var days = new Dictionary<OutletId, List<SignedStatement>>();
        var drawn = new List<SignedStatement>();
        while (drawn.Count < most && outlets.Count > 0)
        {
            var at = random.Next(outlets.Count);
            var outlet = outlets[at];
            if (!days.TryGetValue(outlet, out var left)) days[outlet] = left = Read(store, outlet, since);
            if (left.Count == 0)
            {
                outlets.RemoveAt(at);
                continue;
            }

            var day = random.Next(left.Count);
            drawn.Add(left[day]);
            left.RemoveAt(day);
        }

        return drawn;
    }

    private static List<SignedStatement> Read(IStatementStore store, OutletId outlet, DateOnly since) =>
        [.. store.Newest(outlet, PeriodKind.Day, since, DateOnly.MaxValue).Select(k => k.Signed)
            .Where(s => s.Statement.Devices.Any(d => d.Journal is not null))];
}
