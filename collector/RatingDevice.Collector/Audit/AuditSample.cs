using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Audit;

/// <summary>Draws days of outlets at random: who knows which days are looked at could keep those
/// clean.</summary>
internal static class AuditSample
{
    /// <summary>Days back that are drawn from: what a branch still has at hand.</summary>
    public const int Days = 92;

    /// <summary>So many outlets that cannot be read, and it is the store that fails.</summary>
    private const int MostUnreadable = 20;

    public static DateOnly Since(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Days);

    /// <summary>So many different days with entries, or all there are: an outlet first, then one of its days.
    /// An outlet whose statements cannot be read is left out, with a sentence.</summary>
    public static (IReadOnlyList<SignedStatement> Drawn, IReadOnlyList<string> Unreadable) Draw(
        IStatementStore store, int most, DateOnly since, Random random, OutletId? only = null)
    {
        var outlets = store.Heads().Select(h => h.Outlet).Where(o => only is null || o == only).ToList();
        var days = new Dictionary<OutletId, List<SignedStatement>>();
        var (drawn, unreadable) = (new List<SignedStatement>(), new List<string>());
        while (drawn.Count < most && outlets.Count > 0)
        {
            var at = random.Next(outlets.Count);
            var outlet = outlets[at];
            if (!days.TryGetValue(outlet, out var left)) days[outlet] = left = Read(outlet);
            if (left.Count == 0)
            {
                outlets.RemoveAt(at);
                continue;
            }

            var day = random.Next(left.Count);
            drawn.Add(left[day]);
            left.RemoveAt(day);
        }

        return (drawn, unreadable);

        List<SignedStatement> Read(OutletId outlet)
        {
            try
            {
                return [.. store.Newest(outlet, PeriodKind.Day, since, DateOnly.MaxValue)
                    .Select(k => k.Signed).Where(s => s.Statement.Devices.Any(d => d.Journal is not null))];
            }
            catch (StoreException e) when (unreadable.Count < MostUnreadable)
            {
                unreadable.Add($"Outlet {outlet}: {e.Message}");
                return [];
            }
        }
    }
}
