using RatingDevice.Collector.Export;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Accounting;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Export;

/// <summary>A flagged rating stays in the long export and names its rules.</summary>
public sealed class RatingFlagsTests
{
    [Fact]
    public async Task A_rating_is_in_with_the_rules_that_flagged_it()
    {
        var store = new FakeRatingStore();
        new DayScript().Invite("09:00", "satisfied", afterMs: 300).Change("fair")
            .Invite("09:00:02", "satisfied").Invite("10:00", "satisfied").Keep(store);
        var rows = Exported.Rows(await Exported.BytesAsync(
            store, TestBranch.Registry, ExportWhat.Ratings, ExportFormat.Csv,
            "period=2026-11-21&replaced=include"));
        // the press that was replaced and the one in its place belong to one invitation
        Assert.Equal(
            [("0", "soon"), ("1", "soon"), ("1", "reopened"), ("1", "")],
            rows.Select(r => (r["counted"], r["flags"])));
    }
}
