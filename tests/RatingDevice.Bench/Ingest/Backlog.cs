using System.Security.Cryptography;
using System.Text;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Journal;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Bench.Ingest;

/// <summary>A journal as a device leaves it that could not reach its branch for a long time.</summary>
internal static class Backlog
{
    private const int Group = 2_000, Sample = 2_000;

    private static readonly string[] Levels = ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    /// <summary>Writes it where the device program will look; half invitations, half ratings.</summary>
    /// <returns>Some of its lines as they will travel, each with its line feed.</returns>
    internal static IReadOnlyList<byte[]> Write(string device, string data, int entries)
    {
        Directory.CreateDirectory(data);
        using var key = SigningKey.LoadOrMake(Path.Combine(data, "device.key"));
        var clock = new DeviceClock(TimeProvider.System, () => true, BootId.Parse("bench"));
        var owner = new JournalOwner(DeviceId.Parse(device), Es256.WriteKey(key), "bench",
            JournalId.Parse("j-" + RandomNumberGenerator.GetHexString(24, lowercase: true)));
        using var journal = DeviceJournal.Open(
            Path.Combine(data, "journal.db"), clock, owner, new JournalLimits(entries + 10L, 1));
        var random = new Random(device.GetHashCode(StringComparison.Ordinal));
        for (var left = entries; left > 0; left -= Group)
            journal.Append(Turns(journal.Head.N, Math.Min(left, Group), clock, random));
        return Lines(journal);
    }

    private static List<Entry> Turns(long head, int count, DeviceClock clock, Random random)
    {
        var (teller, list) = (TellerId.Parse("1001"), new List<Entry>(count));
        for (var i = 0; i + 1 < count; i += 2)
        {
            var service = ServiceId.Parse($"t{head + i}");
            list.Add(new Invited { Teller = teller, Service = service, By = Trigger.Queue, Up = clock.Up });
            list.Add(new Rated
            {
                Teller = teller, Service = service, By = Trigger.Queue, Up = clock.Up,
                Invited = head + i + 1, After = TimeSpan.Zero,
                Level = LevelCode.Parse(Levels[random.Next(4)]),
            });
        }

        return list;
    }

    private static List<byte[]> Lines(DeviceJournal journal)
    {
        var (lines, from) = (new List<byte[]>(), 1L);
        while (lines.Count < Sample && journal.Read(from, Limits.BatchBytes) is { } some)
        {
            var texts = Encoding.UTF8.GetString(some.Lines);
            lines.AddRange(texts.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => Encoding.UTF8.GetBytes(l + "\n")));
            from += some.Count;
        }

        return lines;
    }
}
