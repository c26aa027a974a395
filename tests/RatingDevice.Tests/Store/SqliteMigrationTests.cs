using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store;

/// <summary>A store of version 1, which had cells of hours only, no marks, and no rows of moments.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private static readonly IReadOnlyList<MeasureFamily> Families = Enum.GetValues<MeasureFamily>();

    private readonly string _folder = Directory.CreateTempSubdirectory("rating-store").FullName;
    private readonly JournalScript _script = new(start: new(2026, 10, 30, 3, 0, 0, TimeSpan.Zero));

    private SqliteStoreOptions Options => new(Path.Combine(_folder, "branch.db"));

    [Fact]
    public void An_old_store_opens_with_sums_of_days_and_months_and_every_day_marked()
    {
        Fill();
        List<List<RollupCell>> sums;
        using (var store = SqliteRatingStore.Open(Options)) sums = Sums(store);
        MakeOld();
        using var opened = SqliteRatingStore.Open(Options);
        Assert.Equal(sums, Sums(opened));
        Assert.True(sums[1].Count > sums[2].Count, "one day proves little");
        var days = opened.Events(DateOnly.MinValue, DateOnly.MaxValue).Select(e => e.Slot.Day).Distinct();
        Assert.Equal(days, opened.Dirty(100).Select(d => d.Day));
        Assert.False(Verification.Run(opened, TestBranch.Registry).Ok, "it has no moments yet");
        Assert.Equal(9, Rebuild.Moments(opened));
        Assert.Equal(0, Rebuild.Moments(opened));
        Assert.True(Verification.Run(opened, TestBranch.Registry).Ok);
        var next = _script.Head + 1;
        _script.Rate(_script.Invite(), "fair");
        Feed(opened, next);
        Assert.Equal(sums[2].Sum(c => c.Count) + 3, Sums(opened)[2].Sum(c => c.Count));
    }

    [Fact]
    public void A_snapshot_of_an_old_store_says_what_to_do()
    {
        Fill();
        MakeOld();
        var error = Assert.Throws<StoreException>(() => SqliteRatingStore.OpenSnapshot(Options));
        Assert.Contains("Start the collector on it once", error.Message);
    }

    public void Dispose()
    {
        _script.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static List<List<RollupCell>> Sums(SqliteRatingStore store) =>
        [.. Enum.GetValues<Grain>().Select(grain => store.Sums(
            new(grain, DateOnly.MinValue, DateOnly.MaxValue, Families)).ToList())];

    // Over the turn of a month and of a year.
    private void Fill()
    {
        using var store = SqliteRatingStore.Open(Options);
        for (var i = 0; i < 9; i++)
        {
            _script.SignOn("1001");
            _script.Rate(_script.Invite(), i % 2 == 0 ? "fair" : "satisfied");
            _script.Stray("fair", 2, null);
            _script.Wait(TimeSpan.FromDays(9));
        }

        Feed(store, 1);
    }

    private void Feed(SqliteRatingStore store, long from)
    {
        using var feeder = new Feeder(store);
        feeder.Feed(_script.Message(_script.BatchFrom(from)));
    }

    private void MakeOld()
    {
        using var connection = new SqliteConnection($"Data Source={Options.DataSource};Pooling=False");
        connection.Open();
        connection.Run(
            """
            CREATE TABLE cell(
                slot INTEGER NOT NULL, post INTEGER NOT NULL, teller INTEGER NOT NULL,
                measure INTEGER NOT NULL, count INTEGER NOT NULL,
                PRIMARY KEY(slot, post, teller, measure)) STRICT, WITHOUT ROWID;
            INSERT INTO cell SELECT slot, post, teller, measure, count FROM rollup WHERE grain = 0;
            DROP TABLE rollup;
            ALTER TABLE cell RENAME TO rollup;
            DROP TABLE dirty;
            DROP TABLE moment;
            DROP TABLE served;
            DROP TABLE contradiction;
            DROP TABLE statement;
            DROP TABLE unsealed;
            DROP TABLE stated;
            DROP TABLE report;
            DROP TABLE stated_teller;
            DROP INDEX event_place;
            CREATE INDEX event_slot ON event(slot);
            PRAGMA user_version = 1;
            """);
    }
}
