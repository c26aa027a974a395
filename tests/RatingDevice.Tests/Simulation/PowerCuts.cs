using Microsoft.Data.Sqlite;
using RatingDevice.Simulation.Disk;

namespace RatingDevice.Tests.Simulation;

/// <summary>
/// Writes rows, cuts the power at a random change of the disk, opens again, goes on; then counts.
/// </summary>
internal sealed class PowerCuts
{
    private readonly Random _random;
    private readonly SimDisk _disk = new();
    private readonly string _pragmas;
    private readonly HashSet<long> _tried = [];
    private readonly HashSet<long> _committed = [];
    private long _next;

    public PowerCuts(int seed, string pragmas)
    {
        _random = new Random(seed);
        _pragmas = pragmas;
        for (var life = 0; life < 5; life++) Live();
        using (_disk) Look();
    }

    public int Lost { get; private set; }

    public int Phantom { get; private set; }

    public string Integrity { get; private set; } = "";

    private void Live()
    {
        var left = _random.Next(5, 150);
        _disk.Faults.Before = (_, _) =>
        {
            if (--left == 0) _disk.Crash(_random);
        };
        try
        {
            using var db = SimDiskTests.Open(_disk,
                _pragmas + "; PRAGMA wal_autocheckpoint=8;"
                + "CREATE TABLE IF NOT EXISTS t(x INTEGER PRIMARY KEY, y)");
            while (left > 0) Insert(db);
        }
        catch (SqliteException)
        {
            // the power went
        }

        if (left > 0) _disk.Crash(_random);
        _disk.Faults.Before = null;
    }

    private void Insert(SqliteConnection db)
    {
        var rows = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => ++_next).ToList();
        _tried.UnionWith(rows);
        var epoch = _disk.Epoch;
        var values = string.Join(',', rows.Select(r => $"({r}, zeroblob(700))"));
        SimDiskTests.Run(db, "INSERT INTO t VALUES " + values);
        if (epoch == _disk.Epoch) _committed.UnionWith(rows);
    }

    private void Look()
    {
        try
        {
            using var db = SimDiskTests.Open(_disk, _pragmas);
            Integrity = (string)SimDiskTests.Scalar(db, "PRAGMA integrity_check")!;
            using var command = db.CreateCommand();
            command.CommandText = "SELECT x FROM t";
            using var reader = command.ExecuteReader();
            var found = new HashSet<long>();
            while (reader.Read()) found.Add(reader.GetInt64(0));
            Lost = _committed.Except(found).Count();
            Phantom = found.Except(_tried).Count();
        }
        catch (SqliteException e)
        {
            Integrity = e.Message;
            Lost = _committed.Count;
        }
    }
}
