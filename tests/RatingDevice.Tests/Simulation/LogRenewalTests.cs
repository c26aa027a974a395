using Microsoft.Data.Sqlite;
using RatingDevice.Hosting;
using RatingDevice.Simulation.Disk;

namespace RatingDevice.Tests.Simulation;

/// <summary>A failed sync, a restart, acknowledged work on top, then the power goes.</summary>
public sealed class LogRenewalTests
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_built_on_a_log_survives_only_if_the_log_was_renewed(bool renew)
    {
        var lost = Enumerable.Range(1, 100).Count(seed => Lost(seed, renew, cutAt: null));
        if (renew) Assert.Equal(0, lost);
        else Assert.True(lost > 20, $"only {lost} of 100 runs lost rows: is the disk too kind?");
    }

    [Fact]
    public void A_power_cut_during_the_renewal_harms_nothing() => Assert.All(
        Enumerable.Range(1, 100), seed => Assert.False(Lost(seed, true, cutAt: seed % 3), $"seed {seed}"));

    [Fact]
    public void A_real_log_is_the_same_afterwards_and_a_missing_one_is_no_trouble()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("renewal").FullName, "test.db");
        LogRenewal.Renew(path);
        var bytes = new byte[200_001];
        new Random(5).NextBytes(bytes);
        File.WriteAllBytes(path + "-wal", bytes);
        LogRenewal.Renew(path);
        Assert.Equal(bytes, File.ReadAllBytes(path + "-wal"));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    /// <summary>True where a row is gone whose commit had succeeded.</summary>
    private static bool Lost(int seed, bool renew, int? cutAt)
    {
        var random = new Random(seed);
        using var disk = new SimDisk();
        disk.Faults.Random = random;
        using var first = SimDiskTests.Open(disk, Pragmas + "; CREATE TABLE t(x); INSERT INTO t VALUES (1)");
        disk.Faults.FailingSyncs = 1;
        Assert.Throws<SqliteException>(
            () => SimDiskTests.Run(first, "INSERT INTO t VALUES (zeroblob(20000))"));
        disk.Kill();
        if (cutAt is { } left) disk.Faults.Before = (_, _) => { if (left-- == 0) disk.Crash(random); };
        if (renew) Renew(disk);
        disk.Faults.Before = null;

        var row = 0L;
        using (var second = SimDiskTests.Open(disk, Pragmas))
        {
            row = (long)SimDiskTests.Scalar(second, "SELECT count(*) FROM t")!;
            SimDiskTests.Run(second, "INSERT INTO t VALUES (3)");
            disk.Crash(random);
        }

        using var third = SimDiskTests.Open(disk, Pragmas);
        return (long)SimDiskTests.Scalar(third, "SELECT count(*) FROM t")! != row + 1;
    }

    private static void Renew(SimDisk disk)
    {
        try
        {
            using var log = disk.OpenStream("test.db-wal");
            if (log is not null) LogRenewal.Renew(log, log.Flush);
        }
        catch (IOException)
        {
            // the power went; the machine starts again
            using var log = disk.OpenStream("test.db-wal");
            if (log is not null) LogRenewal.Renew(log, log.Flush);
        }
    }
}
