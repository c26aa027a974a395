using System.Globalization;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>All numbers of a store.</summary>
internal sealed class PostgresNames(PostgresSource source)
{
    public PostgresNumbers<string> Words { get; } =
        new(source, "word", ["text"], w => [PostgresText.Clean(w)]);

    public PostgresNumbers<Post> Posts { get; } = new(
        source, "post", ["outlet", "counter", "device"],
        p => [p.Outlet.ToString(), p.Counter.ToString(), p.Device.ToString()]);

    public PostgresNumbers<OutletRules> Rules { get; } = new(
        source, "rules", ["zone", "cut_over"],
        r => [r.Zone.Id, r.CutOverHour.ToString(CultureInfo.InvariantCulture)]);

    public PostgresNumbers<JournalId> Journals { get; } =
        new(source, "journal", ["name"], j => [j.ToString()]);

    /// <summary>Numbers whatever a group names.</summary>
    public void Know(IntakeGroup group)
    {
        Journals.Know([
            .. group.Journals.Select(j => j.Journal), .. group.Anchors.Select(a => a.Journal),
            .. group.Moments.Select(m => m.Journal),
        ]);
        Rules.Know(group.Segments.Select(s => s.Rules));
        Posts.Know([
            .. group.Segments.Select(s => s.Post), .. group.Events.Select(e => e.Post),
            .. group.Moments.Select(m => m.Post),
        ]);
        Words.Know([
            .. group.Events.SelectMany(e => new[]
            {
                e.Teller?.ToString(), e.Level?.ToString(), e.Was?.ToString(),
            }).OfType<string>(),
            .. group.Moments.Select(m => m.Teller?.ToString()).OfType<string>(),
        ]);
        Know(group.Deltas);
    }

    /// <summary>Numbers whatever some cells name.</summary>
    public void Know(IReadOnlyList<RollupCell> cells)
    {
        Posts.Know(cells.Select(c => c.Post));
        Words.Know([
            .. cells.Select(c => c.Measure), .. cells.Select(c => c.Teller?.ToString()).OfType<string>(),
        ]);
    }

    public void Forget()
    {
        Words.Forget();
        Posts.Forget();
        Rules.Forget();
        Journals.Forget();
    }
}
