using RatingDevice.Firmware.Journal.Sqlite;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>What walking the chain found.</summary>
/// <param name="Good">The last line that holds.</param>
/// <param name="Bad">Number of the first line that does not; 0 when all hold.</param>
/// <param name="Why">What is wrong with it.</param>
internal readonly record struct ChainVerdict(JournalHead Good, long Bad, string Why);

/// <summary>
/// Checks stored lines: bytes fit their digest, numbers count up, each names the digest before.
/// </summary>
internal static class ChainCheck
{
    /// <param name="lines">In order, beginning with the line after <paramref name="start"/>.</param>
    /// <param name="start">Trusted: acknowledged by the collector, or before the first line.</param>
    public static ChainVerdict Walk(IEnumerable<StoredLine> lines, JournalHead start)
    {
        var good = start;
        foreach (var stored in lines)
        {
            if (Fault(stored, good) is { } why) return new ChainVerdict(good, good.N + 1, why);
            good = new JournalHead(stored.N, stored.Hash);
        }

        return new ChainVerdict(good, 0, "");
    }

    private static string? Fault(StoredLine stored, JournalHead before)
    {
        if (stored.N != before.N + 1) return $"line {before.N + 1} is missing";
        if (Digest.Of(stored.Line) != stored.Hash) return "its bytes do not fit their digest";
        if (!LineHead.TryRead(stored.Line, out var n, out var p)) return "it is no journal line";
        if (n != stored.N) return $"it says it is number {n}";
        return p == before.Hash ? null : "it does not follow the line before";
    }
}
