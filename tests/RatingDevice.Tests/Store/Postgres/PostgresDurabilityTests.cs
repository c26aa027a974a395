using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Demo.Postgres;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Store.Postgres;

/// <summary>A server of its own whose standby never answers: a commit there is not known to be one.</summary>
public sealed class PostgresDurabilityTests : IAsyncLifetime
{
    private const string Waiting = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

    private PrivateCluster? _cluster;

    private PrivateCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync()
    {
        if (PrivateCluster.Missing is { } why) Assert.Skip(why);
        _cluster = await PrivateCluster.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task What_no_standby_confirmed_is_not_acknowledged_until_one_has()
    {
        Cluster.Create("rating");
        using var store = PostgresRatingStore.Open(new(Cluster.Connection("rating"), Cluster.PasswordFile));
        using var script = new JournalScript();
        var rig = new LoopRig(view: store).Start();
        script.Stray("fair");
        rig.Hear(script.Message(script.BatchFrom(1)));
        Assert.Equal(2, rig.Intake.LastAck.N);

        await NobodyAsync();
        script.Stray("fair");
        var message = script.Message(script.BatchFrom(3));
        var hearing = Task.Run(() => rig.Hear(message));
        await Eventually.IsTrueAsync(() => Ask($"SELECT count(*) = 1 {Waiting}"), "the commit waits");
        Ask($"SELECT bool_or(pg_cancel_backend(pid)) {Waiting}");
        await hearing;
        Assert.Single(rig.Intake.Acks);
        Assert.Equal((1, 3), (rig.Loop.Counters.StoreFailures, store.Journals().Single().Head));

        rig.Time.Move(TimeSpan.FromSeconds(1)); // its pause is over; the device sends again
        hearing = Task.Run(() => rig.Hear(message));
        await Eventually.IsTrueAsync(() => Ask($"SELECT count(*) = 1 {Waiting}"), "the confirmation waits");
        Assert.Single(rig.Intake.Acks);
        Standby("");
        await hearing;
        Assert.Equal((3, script.Hash), (rig.Intake.LastAck.N, rig.Intake.LastAck.Hash));
    }

    [Fact]
    public void A_connection_that_is_lost_in_the_commit_is_a_failure_and_the_batch_is_taken_once()
    {
        Cluster.Create("rating");
        using var store = PostgresRatingStore.Open(new(Cluster.Connection("rating"), Cluster.PasswordFile));
        Cluster.Run("rating", """
            CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER fall AFTER UPDATE ON journal DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION fall();
            """);
        using var script = new JournalScript();
        script.Stray("fair");
        using var feeder = new Feeder(store);
        var message = script.Message(script.BatchFrom(1));
        Assert.Throws<StoreException>(() => feeder.Feed(message));
        Assert.Empty(store.Journals());
        Cluster.Run("rating", "DROP TRIGGER fall ON journal");
        feeder.Feed(message);
        Assert.Equal(script.Head, store.Journals().Single().Head);
    }

    [Fact]
    public async Task A_server_that_does_not_sync_is_refused()
    {
        Cluster.Run("postgres", "ALTER SYSTEM SET fsync = off");
        Assert.True(Ask("SELECT pg_reload_conf()"));
        await Eventually.IsTrueAsync(
            () => Ask("SELECT current_setting('fsync') = 'off'"), "the server heard of it");
        var settings = new PostgresSettings(Cluster.Connection("postgres"), Cluster.PasswordFile);
        var error = Assert.Throws<StoreException>(() => PostgresRatingStore.Open(settings));
        Assert.Contains("fsync", error.Message);
    }

    /// <summary>From when this returns a commit waits for ever.</summary>
    private async Task NobodyAsync()
    {
        Standby("nobody");
        using var over = new CancellationTokenSource();
        var probing = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
                Cluster.Run("postgres", "SELECT pg_logical_emit_message(true, 'probe', '')");
        });
        await Eventually.IsTrueAsync(() => Ask($"SELECT count(*) = 1 {Waiting}"), "a commit waits");
        await over.CancelAsync();
        Ask($"SELECT bool_or(pg_cancel_backend(pid)) {Waiting}");
        await probing;
    }

    private bool Ask(string sql) => Cluster.Ask("postgres", sql);

    private void Standby(string name)
    {
        Cluster.Run("postgres", $"ALTER SYSTEM SET synchronous_standby_names = '{name}'");
        Assert.True(Ask("SELECT pg_reload_conf()"));
    }
}
