using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Servicing;

/// <summary>Sign-ons refused at a device on a day.</summary>
internal sealed record SignOnRefusals(Post Post, DateOnly Day, int Count);

/// <summary>What technicians did in a period, and which sign-ons were refused.</summary>
/// <param name="Servicing">In order of time within each outlet.</param>
/// <param name="Refusals">By day and device.</param>
internal sealed record ServicingLog(
    IReadOnlyList<ServicingReport> Servicing, IReadOnlyList<SignOnRefusals> Refusals)
{
    /// <summary>Longest period and most outlets that are read at once: it reads day by day.</summary>
    public const int MostDays = 93, MostOutlets = 20;

    public static ServicingLog Empty { get; } = new([], []);

    public static ServicingLog Read(IRatingStore store, IReadOnlyList<OutletId> outlets, Period period)
    {
        var (reports, refusals) = (new List<ServicingReport>(), new List<SignOnRefusals>());
        foreach (var outlet in outlets)
        {
            for (var day = period.From; day <= period.To; day = day.AddDays(1))
            {
                var moments = store.Moments(outlet, day);
                reports.AddRange(ServicingSpan.Of(moments).Select(s => ServicingReport.Read(store, s)));
                refusals.AddRange(moments.Where(m => m.Kind == MomentKind.SignOnRefused)
                    .GroupBy(m => m.Post).OrderBy(g => g.Key.Device)
                    .Select(g => new SignOnRefusals(g.Key, day, g.Count())));
            }
        }

        return new(reports, refusals);
    }
}
