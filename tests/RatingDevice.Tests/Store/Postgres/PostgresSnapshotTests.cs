using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store.Postgres;

/// <summary>What export and verify rely on while collectors run, and what options may say.</summary>
public sealed class PostgresSnapshotTests(PostgresDatabases databases)
{
    private readonly PostgresDatabase _database = databases.Next();

    [Fact]
    public void A_snapshot_stays_at_its_moment_and_answers_several_questions_at_once()
    {
        using var store = PostgresRatingStore.Open(_database.Settings);
        using var feeder = new Feeder(store);
        using var script = new JournalScript();
        script.Rate(script.Invite(), "fair");
        feeder.Feed(script.Message(script.BatchFrom(1)));
        using var snapshot = PostgresRatingStore.OpenSnapshot(_database.Settings);
        using var open = snapshot.Events(DateOnly.MinValue, DateOnly.MaxValue).GetEnumerator();
        Assert.True(open.MoveNext());
        var next = script.Head + 1;
        script.Stray("fair");
        feeder.Feed(script.Message(script.BatchFrom(next)));
        Assert.Equal(next - 1, snapshot.Journals().Single().Head);
        Assert.Equal(next, store.Journals().Single().Head);
        Assert.Equal(next - 1, Verification.Run(snapshot, TestBranch.Registry).Entries);
        var all = new SumQuery(Grain.Month, DateOnly.MinValue, DateOnly.MaxValue, [MeasureFamily.Figures]);
        var before = snapshot.Sums(all).ToList();
        var cell = new RollupCell(new(new(2026, 11, 21), 9), TestBranch.Post("d-1"), null, "served", 1);
        store.Settle(new SettledDay(store.Dirty(1).Single(), [cell]));
        Assert.Equal(before, snapshot.Sums(all));
        Assert.Single(snapshot.Dirty(10));
        Assert.Empty(store.Dirty(10));
        Assert.True(open.MoveNext());
        Assert.False(open.MoveNext());
        var nothing = new IntakeGroup([], [], [], [], [], []);
        Assert.Throws<InvalidOperationException>(() => snapshot.Commit(nothing));
    }

    [Fact]
    public void A_snapshot_of_nothing_says_so()
    {
        _database.Run("DROP TABLE schema_step");
        var error = Assert.Throws<StoreException>(() => PostgresRatingStore.OpenSnapshot(_database.Settings));
        Assert.Contains("holds no store yet", error.Message);
    }

    [Theory]
    [InlineData("Database=x", "Host")]
    [InlineData("Host=a;Password=secret", "password")]
    [InlineData("Host=a;Colour=red", "colour")]
    [InlineData("Host=a,b;Target Session Attributes=standby", "primary")]
    public void Words_that_cannot_be_used_are_said_without_the_password(string connection, string named)
    {
        var problem = new PostgresSettings(connection, null).Problem();
        Assert.Contains(named, problem, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_hosts_and_the_primary_among_them_are_well()
    {
        Assert.Null(new PostgresSettings("Host=a:1,b:2;Target Session Attributes=primary", null).Problem());
        Assert.Equal("a:1,b:2/x", new PostgresSettings("Host=a:1,b:2;Database=x", "/p").ToString());
    }
}
