using LiteDB;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.LiteDb;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store.LiteDb;

public sealed class LiteDbRatingStoreTests : RatingStoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-store").FullName;
    private LiteDbRatingStore? _store;

    internal override IRatingStore Store => _store ??= LiteDbRatingStore.Open(Options);

    private LiteDbStoreOptions Options =>
        new(Path.Combine(_folder, "branch.litedb")) { QuarantineMost = QuarantineMost };

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
    }

    [Fact]
    public void A_store_of_a_newer_program_is_not_touched()
    {
        Assert.Empty(Store.Journals());
        Reopen();
        using (var file = new LiteDatabase(Options.Path)) file.UserVersion = 99;
        var error = Assert.Throws<StoreException>(() => Store.Journals());
        Assert.Contains("version 99", error.Message);
        Assert.Contains("Update the program", error.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var options = new LiteDbStoreOptions(Path.Combine(_folder, "nowhere", "branch.litedb"));
        var error = Assert.Throws<StoreException>(() => LiteDbRatingStore.Open(options));
        Assert.Contains("nowhere", error.Message);
    }

    [Fact]
    public void A_second_writer_is_refused()
    {
        Assert.Empty(Store.Journals());
        var error = Assert.Throws<StoreException>(() => LiteDbRatingStore.Open(Options));
        Assert.Contains("another program", error.Message);
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused()
    {
        File.WriteAllText(Options.Path, new string('x', 20_000));
        Assert.Throws<StoreException>(() => Store.Journals());
    }
}

/// <summary>What export and verify rely on while the collector runs.</summary>
public sealed class LiteDbSnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-store").FullName;
    private readonly JournalScript _script = new();

    private LiteDbStoreOptions Options => new(Path.Combine(_folder, "branch.litedb")) { LogMost = 100_000 };

    [Fact]
    public void A_snapshot_stays_at_its_moment_while_the_log_grows_past_its_limit_and_then_shrinks()
    {
        using var store = LiteDbRatingStore.Open(Options);
        _script.Rate(_script.Invite(), "fair");
        Feed(store, 1);
        var head = _script.Head;
        using (var snapshot = LiteDbRatingStore.OpenSnapshot(Options))
        {
            while (new FileInfo(Options.Log).Length < 5 * Options.LogMost)
            {
                for (var i = 0; i < 20; i++) _script.Rate(_script.Invite(), "satisfied");
                Feed(store, store.Journals().Single().Head + 1);
            }

            Assert.Equal(head, snapshot.Journals().Single().Head);
            Assert.Equal(head, Verification.Run(snapshot, TestBranch.Registry).Entries);
            Assert.Equal(_script.Head, store.Journals().Single().Head);
            var nothing = new IntakeGroup([], [], [], [], [], []);
            Assert.Throws<InvalidOperationException>(() => snapshot.Commit(nothing));
        }

        _script.Stray("fair");
        Feed(store, _script.Head);
        Assert.Equal(0, new FileInfo(Options.Log).Length);
        using var after = LiteDbRatingStore.OpenSnapshot(Options);
        Assert.True(Verification.Run(after, TestBranch.Registry).Ok);
        Assert.Equal(_script.Head, after.Journals().Single().Head);
    }

    [Fact]
    public void A_snapshot_of_nothing_says_so()
    {
        Assert.Contains("branch.litedb", Assert.Throws<StoreException>(
            () => LiteDbRatingStore.OpenSnapshot(Options)).Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose()
    {
        _script.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Feed(LiteDbRatingStore store, long from)
    {
        using var feeder = new Feeder(store);
        feeder.Feed(_script.Message(_script.BatchFrom(from)));
    }
}
