using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store;

public class SqliteRatingStoreTests : RatingStoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-store").FullName;
    private SqliteRatingStore? _store;

    internal override IRatingStore Store => _store ??= SqliteRatingStore.Open(Options);

    internal virtual SqliteStoreOptions Options =>
        new(Path.Combine(_folder, "branch.db")) { QuarantineMost = QuarantineMost };

    internal override void Reopen()
    {
        _store?.Dispose();
        _store = null;
    }

    public override void Dispose()
    {
        Reopen();
        Directory.Delete(_folder, recursive: true);
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_store_of_a_newer_program_is_not_touched()
    {
        Assert.Empty(Store.Journals());
        Reopen();
        Run("PRAGMA user_version=99");
        var error = Assert.Throws<StoreException>(() => Store.Journals());
        Assert.Contains("version 99", error.Message);
        Assert.Contains("Update the program", error.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var options = new SqliteStoreOptions(Path.Combine(_folder, "nowhere", "branch.db"));
        var error = Assert.Throws<StoreException>(() => SqliteRatingStore.Open(options));
        Assert.Contains("nowhere", error.Message);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Options.DataSource};Pooling=False");
        connection.Open();
        connection.Run(sql);
    }
}

/// <summary>The same with one connection for everything, as the simulation opens it.</summary>
public sealed class ExclusiveSqliteRatingStoreTests : SqliteRatingStoreTests
{
    internal override SqliteStoreOptions Options => base.Options with { Exclusive = true };

    [Fact(Skip = "reads go through the writer's connection: for one thread only")]
    public override Task Ingest_feed_and_settling_may_commit_at_once() => Task.CompletedTask;
}

/// <summary>What export and verify rely on while the collector runs.</summary>
public sealed class SqliteSnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-store").FullName;

    [Fact]
    public void A_snapshot_stays_at_its_moment()
    {
        var options = new SqliteStoreOptions(Path.Combine(_folder, "branch.db"));
        using var store = SqliteRatingStore.Open(options);
        using var feeder = new Feeder(store);
        using var script = new JournalScript();
        script.Rate(script.Invite(), "fair");
        feeder.Feed(script.Message(script.BatchFrom(1)));
        using var snapshot = SqliteRatingStore.OpenSnapshot(options);
        var next = script.Head + 1;
        script.Stray("fair");
        feeder.Feed(script.Message(script.BatchFrom(next)));
        Assert.Equal(next - 1, snapshot.Journals().Single().Head);
        Assert.Equal(next, store.Journals().Single().Head);
        Assert.Equal(next - 1, Verification.Run(snapshot, TestBranch.Registry).Entries);
        var all = new SumQuery(Grain.Month, DateOnly.MinValue, DateOnly.MaxValue, [MeasureFamily.Figures]);
        var before = snapshot.Sums(all).ToList();
        Settle(store);
        Assert.Equal(before, snapshot.Sums(all));
        Assert.Empty(snapshot.Served(script.Topic.Outlet, new(2026, 11, 21)));
        Assert.Single(snapshot.Dirty(10));
        Assert.Empty(store.Dirty(10));
        Assert.NotEqual(before, store.Sums(all));
        var nothing = new IntakeGroup([], [], [], [], [], []);
        Assert.Throws<InvalidOperationException>(() => snapshot.Commit(nothing));
    }

    private static void Settle(SqliteRatingStore store)
    {
        var row = new ServedRow(
            TestBranch.Post("d-1").Outlet, new(2026, 11, 21), ServiceId.Parse("a-1"), null, null, null, null,
            null, null, null);
        store.Commit(new ServedGroup([row], []));
        var cell = new RollupCell(new(row.Day, 9), TestBranch.Post("d-1"), null, "served", 1);
        store.Settle(new(store.Dirty(1).Single(), [cell]));
    }

    [Fact]
    public void A_snapshot_of_nothing_says_so()
    {
        var options = new SqliteStoreOptions(Path.Combine(_folder, "none.db"));
        Assert.Contains("none.db", Assert.Throws<StoreException>(
            () => SqliteRatingStore.OpenSnapshot(options)).Message);
        Assert.False(File.Exists(options.DataSource));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
