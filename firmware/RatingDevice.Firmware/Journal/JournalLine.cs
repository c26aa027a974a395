using RatingDevice.Firmware.Journal.Sqlite;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>An entry becomes the next line of the chain.</summary>
internal static class JournalLine
{
    public static StoredLine Make(Entry entry, JournalHead before, DeviceClock clock)
    {
        var n = before.N + 1;
        var line = WireText.Write(entry with
        {
            N = n,
            P = before.Hash,
            At = clock.At(entry.Up),
            Boot = clock.Boot,
            Clock = clock.Quality,
        });
        return line.Length <= Limits.LineBytes
            ? new StoredLine(n, Digest.Of(line), line, TurnMark.Of(entry))
            : throw new ArgumentException($"a line of {line.Length} bytes is too long", nameof(entry));
    }
}
