using System.Globalization;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>Rows of figures in the words of a report.</summary>
internal static class StatedWords
{
    /// <summary>Measures told of a row.</summary>
    private const int Most = 6;

    public static string Of(StatedKey key)
    {
        var when = key.First.ToString(
            key.Grain == Grain.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return key.Part switch
        {
            StatedPart.Whole => $"{when} the whole outlet",
            StatedPart.Waits => $"{when} waiting times",
            _ => key.Teller is { } teller ? $"{when} teller {teller}" : $"{when} nobody's counts",
        };
    }

    /// <summary>What a row says.</summary>
    public static string Counts(byte[] counts) => Read(counts) is not { } read
        ? "its counts cannot be read" : Some(read.Select(c => $"{c.Key} {c.Value}"));

    /// <summary>What a row held says otherwise than the one made again.</summary>
    public static string Differing(byte[] held, byte[] made)
    {
        if (Read(held) is not { } has) return "its counts cannot be read";
        var wants = Read(made)!;
        var differing = has.Keys.Union(wants.Keys).Order(StringComparer.Ordinal)
            .Where(m => has.GetValueOrDefault(m) != wants.GetValueOrDefault(m))
            .Select(m => $"{m} is {has.GetValueOrDefault(m)}, by the statements {wants.GetValueOrDefault(m)}")
            .ToList();
        return differing.Count == 0 ? "its counts are written otherwise" : Some(differing);
    }

    /// <summary>What a report held says otherwise than its statement; empty for nothing.</summary>
    public static string Differing(StatedReport held, StatedReport made)
    {
        (string Name, object Held, object Made)[] fields =
        [
            ("number", held.N, made.N), ("edition", held.Edition, made.Edition),
            ("digest", held.Hash, made.Hash), ("entries", held.Entries, made.Entries),
            ("missing", held.Missing, made.Missing), ("kept", Ms(held.Kept), Ms(made.Kept)),
            ("came", Ms(held.Came), Ms(made.Came)),
        ];
        return string.Join("; ", fields.Where(f => !f.Held.Equals(f.Made))
            .Select(f => $"{f.Name} is {f.Held}, by the statements {f.Made}"));
    }

    private static string Ms(DateTimeOffset at) => DateTimeOffset
        .FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()).ToString("O", CultureInfo.InvariantCulture);

    private static Dictionary<string, long>? Read(byte[] counts)
    {
        try
        {
            var read = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var (measure, count) in StatedCounts.Read(counts)) read[measure] = count;
            return read;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Some(IEnumerable<string> all)
    {
        var list = all.ToList();
        return string.Join("; ", list.Take(Most))
            + (list.Count > Most ? $"; and {list.Count - Most} more" : "");
    }
}
