using RatingDevice.Firmware.Journal.Sqlite;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>Opens a journal, makes a new one, or sets a damaged file aside and begins again.</summary>
internal static class JournalOpening
{
    /// <summary>Opens the journal, or makes it with its "opened" line.</summary>
    /// <param name="dataSource">A path, or a SQLite "file:" URI.</param>
    /// <exception cref="JournalException">Held by another process, of another device, or not
    /// writable.</exception>
    public static DeviceJournal Open(
        string dataSource, DeviceClock clock, JournalOwner owner, JournalLimits limits)
    {
        try
        {
            return OpenWhole(dataSource, clock, owner, limits);
        }
        catch (JournalFileException e)
        {
            throw Refused(dataSource, e);
        }
    }

    private static DeviceJournal OpenWhole(
        string dataSource, DeviceClock clock, JournalOwner owner, JournalLimits limits)
    {
        try
        {
            return OpenFile(dataSource, clock, owner, limits, null);
        }
        catch (JournalFileException e) when (e.Trouble == FileTrouble.Damaged)
        {
            var damage = $"{e.Message}; the whole file is kept as {MoveAside(dataSource, e)}";
            return OpenFile(dataSource, clock, owner, limits, damage);
        }
    }

    private static DeviceJournal OpenFile(
        string dataSource, DeviceClock clock, JournalOwner owner, JournalLimits limits, string? damage)
    {
        var file = JournalFile.Open(dataSource);
        try
        {
            var start = JournalStart.Load(file, owner) ?? Begin(file, clock, owner, damage);
            return new DeviceJournal(file, start, clock, limits);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static JournalStart Begin(JournalFile file, DeviceClock clock, JournalOwner owner, string? damage)
    {
        var opened = new Opened
        {
            Journal = owner.Fresh,
            Device = owner.Device,
            Key = owner.PublicKey,
            Firmware = owner.Firmware,
            Up = clock.Up,
        };
        var line = JournalLine.Make(opened, default, clock);
        file.Write([line], default, default, 0);
        var recovery = new JournalRecovery(null, null, damage, 0);
        return new JournalStart(owner.Fresh, new JournalHead(line.N, line.Hash), default, 0, recovery);
    }

    // Never deleted: a technician may still get lines out of it. Its journal id ends here; a new one begins.
    private static string MoveAside(string path, JournalFileException why)
    {
        if (path.StartsWith("file:", StringComparison.Ordinal)) throw why;
        var number = 1;
        while (File.Exists($"{path}.damaged-{number}")) number++;
        foreach (var suffix in (string[])["", "-wal"])
        {
            if (File.Exists(path + suffix)) File.Move(path + suffix, $"{path}.damaged-{number}{suffix}");
        }

        return Path.GetFileName($"{path}.damaged-{number}");
    }

    private static JournalException Refused(string dataSource, JournalFileException e) => new(
        e.Trouble == FileTrouble.Busy
            ? $"The journal {dataSource} is held by another process. Nothing was changed. Stop that first."
            : $"The journal {dataSource} cannot be opened: {e.Message}. Nothing was changed. Check that the "
                + "directory exists, may be written, and has free space.",
        inner: e);
}
