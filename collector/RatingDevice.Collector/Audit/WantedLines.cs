using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>A journal's lines that an answer brings: those of the day's range up to its signature, and those
/// asked for around it.</summary>
/// <param name="Journal">Which.</param>
/// <param name="Range">What the day's statement says of it; null for nothing.</param>
/// <param name="Asked">What was asked for beside that; null for nothing.</param>
internal sealed record WantedLines(JournalId Journal, DeviceLine? Range, AskedLines? Asked)
{
    public DeviceId Device => Range?.Device ?? Asked!.Device;

    /// <summary>Fingerprint of the journal's key.</summary>
    public Digest? Key => Range is null ? Asked!.Key : Range.Key;

    public long From => Math.Min(Range?.First ?? long.MaxValue, Asked?.From ?? long.MaxValue);

    public long To => Math.Max(Range?.SignedTo ?? 0, Asked?.To ?? 0);

    /// <summary>True for a line that must be of some day's statement: it lies in the range or was asked
    /// for. Others came as parts of whole batches.</summary>
    public bool Judges(long n) => (Range is { } r && r.First <= n && n <= r.Last)
        || (Asked is { } a && a.From <= n && n <= a.To);

    public static IReadOnlyList<WantedLines> Of(
        IReadOnlyList<DeviceLine> ranges, IReadOnlyList<AskedLines> asked)
    {
        var around = asked.ToLookup(a => a.Journal);
        var stated = ranges.Where(r => r.Journal is not null).ToList();
        return
        [
            .. stated.Select(r => new WantedLines(
                r.Journal!.Value, r, around[r.Journal!.Value].FirstOrDefault())),
            .. asked.ExceptBy(stated.Select(r => r.Journal!.Value), a => a.Journal)
                .Select(a => new WantedLines(a.Journal, null, a)),
        ];
    }
}
