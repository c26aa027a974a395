using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Store.Postgres;

public sealed class PostgresRatingStoreTests(PostgresDatabases databases) : RatingStoreContract
{
    private readonly PostgresDatabase _database = databases.Next();
    private PostgresRatingStore? _store;

    internal override IRatingStore Store =>
        _store ??= PostgresRatingStore.Open(_database.Settings, QuarantineMost);

    internal override void Reopen()
    {
        _store?.Dispose();
        _store = null;
    }

    public override void Dispose()
    {
        Reopen();
        base.Dispose();
    }

    [Fact]
    public void A_store_of_a_newer_program_is_not_touched()
    {
        _database.Run("INSERT INTO schema_step(step) VALUES (99)");
        var error = Assert.Throws<StoreException>(() => Store.Journals());
        Assert.Contains("version 99", error.Message);
        Assert.Contains("Update the program", error.Message);
    }

    [Fact]
    public void A_server_that_is_not_there_is_named()
    {
        var nowhere = new PostgresSettings("Host=127.0.0.1;Port=1;Username=rating;Database=none", null);
        var error = Assert.Throws<StoreException>(() => PostgresRatingStore.Open(nowhere));
        Assert.Contains("127.0.0.1/none", error.Message);
    }

    [Fact]
    public void A_session_asks_for_synchronous_commit_whatever_the_server_does_by_itself()
    {
        var off = _database.Settings with
        {
            Connection = _database.Settings.Connection + ";Options=-c synchronous_commit=off",
        };
        Assert.True(Ask(off, "SELECT current_setting('synchronous_commit') = 'on'"));
    }

    [Fact]
    public void A_group_judged_against_an_older_head_is_a_conflict_and_nothing_of_it_is_kept()
    {
        using var other = PostgresRatingStore.Open(_database.Settings);
        using var script = new JournalScript("d-2");
        script.Rate(script.Invite(), "fair");
        using var mine = new Feeder(Store);
        using var theirs = new Feeder(other);
        var late = mine.Draft(out _, script.Message(script.Batch(1, 2)));
        theirs.Feed(script.Message(script.BatchFrom(1)));
        var error = Assert.Throws<StoreException>(() => Store.Commit(late));
        Assert.True(error.Conflict);
        Assert.Equal(3, Store.Journals().Single().Head);
        Assert.Single(Store.Evidence(script.Journal));
        Assert.True(Verification.Run(Store, TestBranch.Registry).Ok);
    }

    [Fact]
    public void Rows_of_other_months_and_of_broken_clocks_have_partitions()
    {
        foreach (var year in new[] { 1971, 2026, 9997 })
        {
            using var script = new JournalScript(
                $"d-{year % 4 + 1}", start: new(year, 11, 21, 0, 0, 0, TimeSpan.Zero));
            script.Stray("fair");
            using var feeder = new Feeder(Store);
            feeder.Feed(script.Message(script.BatchFrom(1)));
        }

        Reopen();
        Assert.Equal([1971, 2026, 9997],
            Store.Rollups(DateOnly.MinValue, DateOnly.MaxValue).Select(c => c.Slot.Day.Year));
        Assert.True(_database.Ask("SELECT count(*) = 1 FROM event_2026_11"));
        Assert.True(_database.Ask("SELECT count(*) = 1 FROM event_before"));
        Assert.True(_database.Ask("SELECT count(*) = 1 FROM event_after"));
        Assert.True(Verification.Run(Store, TestBranch.Registry).Ok);
    }

    [Fact]
    public void What_a_stranger_wrote_into_a_topic_does_not_choke_it()
    {
        var payload = new QuarantinedPayload(
            DateTimeOffset.UnixEpoch, "a\0b\ud800c", RefusalReason.BadTopic, "\0", 1, new byte[] { 0 });
        Store.Commit(new IntakeGroup([], [], [], [], [], [payload]));
        Assert.Equal("a\ufffdb\ufffdc", Store.Quarantine(1).Single().Topic);
    }

    [Fact]
    public void A_scratch_store_leaves_nothing_and_does_not_see_the_real_one()
    {
        using var script = new JournalScript();
        script.Stray("fair");
        using (var scratch = PostgresScratch.Open(_database.Settings))
        {
            using var feeder = new Feeder(scratch);
            feeder.Feed(script.Message(script.BatchFrom(1)));
            Assert.Single(scratch.Journals());
            Assert.Empty(Store.Journals());
        }

        Assert.False(_database.Ask("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname ~ 'rehearsal')"));
    }

    private static bool Ask(PostgresSettings settings, string sql)
    {
        var source = PostgresSource.Rent(settings);
        try
        {
            using var connection = source.Connect();
            return connection.All(sql, r => r.GetBoolean(0))[0];
        }
        finally
        {
            source.Return();
        }
    }
}
