using LiteDB;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.LiteDb;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store.LiteDb;

/// <summary>A store of version 1, which had cells of hours only, no marks, and no rows of moments.</summary>
public sealed class LiteDbMigrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-store").FullName;
    private readonly JournalScript _script = new(start: new(2026, 12, 30, 3, 0, 0, TimeSpan.Zero));

    private LiteDbStoreOptions Options => new(Path.Combine(_folder, "branch.litedb"));

    [Fact]
    public void An_old_store_opens_with_sums_of_days_and_months_and_every_day_marked()
    {
        Fill();
        List<List<RollupCell>> sums;
        using (var store = LiteDbRatingStore.Open(Options)) sums = Sums(store);
        MakeOld();
        var error = Assert.Throws<StoreException>(() => LiteDbRatingStore.OpenSnapshot(Options));
        Assert.Contains("Start the collector on it once", error.Message);
        using var opened = LiteDbRatingStore.Open(Options);
        Assert.Equal(sums, Sums(opened));
        Assert.True(sums[1].Count > sums[2].Count, "one day proves little");
        var days = opened.Events(DateOnly.MinValue, DateOnly.MaxValue).Select(e => e.Slot.Day).Distinct();
        Assert.Equal(days, opened.Dirty(100).Select(d => d.Day));
        Assert.Equal(4, Rebuild.Moments(opened));
        Assert.True(Verification.Run(opened, TestBranch.Registry).Ok);
    }

    public void Dispose()
    {
        _script.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static List<List<RollupCell>> Sums(LiteDbRatingStore store) =>
        [.. Enum.GetValues<Grain>().Select(grain => store.Sums(new(
            grain, DateOnly.MinValue, DateOnly.MaxValue, Enum.GetValues<MeasureFamily>())).ToList())];

    private void Fill()
    {
        using var store = LiteDbRatingStore.Open(Options);
        for (var i = 0; i < 4; i++)
        {
            _script.SignOn("1001");
            _script.Rate(_script.Invite(), "fair");
            _script.Wait(TimeSpan.FromHours(20));
        }

        using var feeder = new Feeder(store);
        feeder.Feed(_script.Message(_script.BatchFrom(1)));
    }

    private void MakeOld()
    {
        using var file = new LiteDatabase(Options.Path);
        string[] newer = ["moment", "served", "refused", "mark", "statement", "unsealed"];
        foreach (var name in newer) file.DropCollection(name);
        file.GetCollection("rollup").DeleteMany("$._id >= @0", 1L << 52);
        file.GetCollection("state").DeleteMany("$._id > 1");
        file.UserVersion = 1;
    }
}
