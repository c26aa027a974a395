using Microsoft.Data.Sqlite;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Journal;
using RatingDevice.Simulation.Disk;
using RatingDevice.Tests.Capture;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Journal;

/// <summary>
/// A place for a journal: a real directory, or the simulated disk that can fail on purpose.
/// </summary>
internal sealed class JournalHome : IDisposable
{
    public static readonly JournalOwner Owner =
        new(DeviceId.Parse("d-1"), "a-public-key", "1.0", JournalId.Parse("j-1"));

    private readonly DirectoryInfo? _directory;

    public JournalHome(bool real)
    {
        if (real) _directory = Directory.CreateTempSubdirectory("journal-");
        else Disk = new SimDisk();
        Clock = new DeviceClock(Time, () => false, BootId.Parse("b-1"));
    }

    public SimDisk? Disk { get; }

    public HandTime Time { get; } = new();

    public DeviceClock Clock { get; }

    public string Source => Disk?.Source("journal.db") ?? Path.Combine(_directory!.FullName, "journal.db");

    public DeviceJournal Open(
        long mostPending = 1_000_000, long keep = 200_000, JournalOwner? owner = null) =>
        DeviceJournal.Open(Source, Clock, owner ?? Owner, new JournalLimits(mostPending, keep));

    public Stray Stray(int count = 1) =>
        new() { Up = Clock.Up, Level = LevelCode.Parse("fair"), Count = count };

    public Invited Invited() => new() { Up = Clock.Up, By = Trigger.Panel };

    public Rated Rated(long invited) => new()
    {
        Up = Clock.Up,
        Invited = invited,
        Level = LevelCode.Parse("fair"),
        After = TimeSpan.Zero,
        By = Trigger.Panel,
    };

    public SignOn SignOn(string teller) =>
        new() { Up = Clock.Up, Teller = TellerId.Parse(teller), By = Trigger.Panel };

    /// <summary>Changes a closed journal behind its back.</summary>
    public void Tamper(string sql)
    {
        using var db = new SqliteConnection($"Data Source={Source};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Rows of a table of a closed journal.</summary>
    public long Count(string table)
    {
        using var db = new SqliteConnection($"Data Source={Source};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        Disk?.Dispose();
        _directory?.Delete(recursive: true);
    }

    /// <summary>All entries from a number on; fails where the chain does not hold.</summary>
    public static List<Entry> Entries(DeviceJournal journal, long from = 1)
    {
        var entries = new List<Entry>();
        var before = default(Digest?);
        while (journal.Read(from + entries.Count, Limits.BatchBytes) is { } lines)
        {
            Assert.Equal(from + entries.Count, lines.First);
            ReadOnlyMemory<byte> rest = lines.Lines;
            for (var i = 0; i < lines.Count; i++)
            {
                Assert.True(Batch.TryTakeLine(ref rest, out var line));
                Assert.True(WireText.TryReadEntry(line.Span, out var entry, out var error), error);
                Assert.Equal(from + entries.Count, entry.N);
                if (before is { } p) Assert.Equal(p, entry.P);
                before = Digest.Of(line.Span);
                entries.Add(entry);
            }

            Assert.True(rest.IsEmpty);
            Assert.Equal(before, lines.LastHash);
        }

        return entries;
    }
}
