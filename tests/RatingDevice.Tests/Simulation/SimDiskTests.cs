using Microsoft.Data.Sqlite;
using RatingDevice.Simulation.Disk;

namespace RatingDevice.Tests.Simulation;

/// <summary>
/// The disk under the simulation must be as cruel as a real one, or its verdicts are worth nothing.
/// </summary>
public sealed class SimDiskTests
{
    [Theory]
    [InlineData("locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")]
    [InlineData("journal_mode=WAL; PRAGMA synchronous=FULL")]
    [InlineData("journal_mode=DELETE; PRAGMA synchronous=EXTRA")]
    public void A_synced_database_loses_nothing_in_power_cuts_at_any_change(string mode)
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var run = new PowerCuts(seed, $"PRAGMA {mode}");
            Assert.True(run.Lost == 0, $"seed {seed}: {run.Lost} committed rows lost");
            Assert.True(run.Phantom == 0, $"seed {seed}: {run.Phantom} rows never written");
            Assert.Equal(("ok", seed), (run.Integrity, seed));
        }
    }

    [Theory]
    [InlineData("journal_mode=WAL; PRAGMA synchronous=OFF", 30)]
    [InlineData("journal_mode=WAL; PRAGMA synchronous=NORMAL", 30)]
    [InlineData("journal_mode=DELETE; PRAGMA synchronous=FULL", 5)] // does not sync its delete; EXTRA does
    public void Without_enough_syncs_the_disk_is_seen_to_forget(string mode, int atLeast)
    {
        var lost = 0;
        for (var seed = 1; seed <= 100; seed++)
            if (new PowerCuts(seed, $"PRAGMA {mode}") is { Lost: > 0 }) lost++;
        Assert.True(lost >= atLeast, $"only {lost} of 100 such runs lost something: the disk is too kind");
    }

    [Fact]
    public void A_killed_program_keeps_every_byte_it_wrote_even_unsynced()
    {
        using var disk = new SimDisk();
        using var before = Open(disk, "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; CREATE TABLE t(x)");
        Run(before, "INSERT INTO t VALUES (1)");
        disk.Kill();
        Assert.Throws<SqliteException>(() => Run(before, "INSERT INTO t VALUES (2)"));
        using var after = Open(disk, "PRAGMA journal_mode=WAL");
        Assert.Equal(1L, Scalar(after, "SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_failed_sync_is_an_error_and_the_next_write_works()
    {
        using var disk = new SimDisk();
        using var db = Open(disk, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x)");
        disk.Faults.FailingSyncs = 1;
        Assert.Throws<SqliteException>(() => Run(db, "INSERT INTO t VALUES (1)"));
        Run(db, "INSERT INTO t VALUES (2)");
        Assert.Equal(2L, Scalar(db, "SELECT sum(x) FROM t"));
        Assert.Equal(1, disk.Faults.FailedSyncs);
    }

    [Fact]
    public void A_full_disk_is_an_error_until_space_comes_back()
    {
        using var disk = new SimDisk();
        using var db = Open(disk, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x)");
        disk.Faults.Space = disk.Used + 100;
        var refused = Assert.Throws<SqliteException>(() => Run(db, "INSERT INTO t VALUES (zeroblob(9000))"));
        Assert.Equal(13, refused.SqliteErrorCode);
        disk.Faults.Space = long.MaxValue;
        Run(db, "INSERT INTO t VALUES (zeroblob(9000))");
        Assert.Equal(1L, Scalar(db, "SELECT count(*) FROM t"));
    }

    [Fact]
    public void Two_connections_share_a_WAL_and_a_second_exclusive_one_is_refused()
    {
        using var disk = new SimDisk();
        using var writer = Open(disk, "PRAGMA journal_mode=WAL; CREATE TABLE t(x)");
        using var reader = Open(disk, "PRAGMA query_only=ON");
        Run(writer, "BEGIN; INSERT INTO t VALUES (1)");
        Assert.Equal(0L, Scalar(reader, "SELECT count(*) FROM t"));
        Run(writer, "COMMIT");
        Assert.Equal(1L, Scalar(reader, "SELECT count(*) FROM t"));

        using var other = new SimDisk();
        using var owner = Open(
            other, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; CREATE TABLE t(x)");
        var busy = Assert.Throws<SqliteException>(() => Open(other, "CREATE TABLE u(x)"));
        Assert.Equal(5, busy.SqliteErrorCode);
    }

    [Fact]
    public void A_restored_copy_is_the_past()
    {
        using var disk = new SimDisk();
        using var db = Open(disk, "PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES (1)");
        var copy = disk.Copy();
        Run(db, "INSERT INTO t VALUES (2)");
        disk.Restore(copy);
        using var after = Open(disk, "PRAGMA journal_mode=WAL");
        Assert.Equal(1L, Scalar(after, "SELECT count(*) FROM t"));
    }

    internal static SqliteConnection Open(SimDisk disk, string sql)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = disk.Source("test.db"), Pooling = false, DefaultTimeout = 1,
        };
        var db = new SqliteConnection(text.ToString());
        try
        {
            db.Open();
            Run(db, sql);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    internal static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static object? Scalar(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
