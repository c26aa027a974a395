using System.Buffers;
using System.Globalization;
using System.Text;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Statements;

/// <summary>
/// Counts by measure in few bytes, since a bank's year is 38 million rows: for each measure, sorted by its
/// number, the number and the count (zigzag), both as LEB128. Number 0 is followed by length and name of a
/// measure that has none; a number with a value behind it (a waiting time) by that value.
/// </summary>
internal static class StatedCounts
{
    /// <summary>Numbers from 1 by place. Only ever added to: they are kept in stores.</summary>
    private static readonly string[] Known =
    [
        Tally.Invited, Tally.Rated, Tally.Unrated, Tally.Stray, Measures.Served, Measures.ServedRated,
        Measures.ServedUnrated, Measures.NeverAsked, Measures.DeviceDown, Measures.Void,
        Measures.Unexplained, Measures.FeedDay, Measures.ActiveDay, Measures.Entries, Measures.DeviceDay,
        Measures.Waited, Measures.WaitedSeconds, Measures.Worked, Measures.WorkedSeconds,
        Measures.UnusableTimes, Measures.Flagged, Measures.SilentDay,
        "level:very-satisfied", "level:satisfied", "level:fair", "level:dissatisfied",
    ];

    /// <summary>Numbers with a value behind them, from 64 on.</summary>
    private static readonly string[] Prefixes =
        [Measures.WaitPrefix, Measures.AskedPrefix, Measures.UnaskedPrefix];

    private const int FirstPrefix = 64;

    private static readonly Dictionary<string, int> Numbers =
        Known.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i + 1, StringComparer.Ordinal);

    /// <summary>Counts of 0 are left out; the same counts give the same bytes.</summary>
    public static byte[] Write(IEnumerable<KeyValuePair<string, long>> counts)
    {
        var to = new ArrayBufferWriter<byte>(64);
        foreach (var (key, name, count) in counts.Where(c => c.Value != 0)
            .Select(c => (Key: KeyOf(c.Key), Name: c.Key, c.Value)).OrderBy(c => c.Key.Number)
            .ThenBy(c => c.Key.Value).ThenBy(c => c.Name, StringComparer.Ordinal))
        {
            Put(to, (ulong)key.Number);
            if (key.Number == 0)
            {
                var bytes = Encoding.UTF8.GetBytes(name);
                Put(to, (ulong)bytes.Length);
                to.Write(bytes);
            }
            else if (key.Number >= FirstPrefix) Put(to, (ulong)key.Value);

            Put(to, (ulong)((count << 1) ^ (count >> 63)));
        }

        return to.WrittenSpan.ToArray();
    }

    /// <summary>Each measure with its count.</summary>
    /// <exception cref="FormatException">The bytes are not those of counts.</exception>
    public static IEnumerable<KeyValuePair<string, long>> Read(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var number = (int)Take(bytes, ref at);
            string name;
            if (number == 0)
            {
                var length = (int)Take(bytes, ref at);
                if (length < 0 || length > bytes.Length - at) throw new FormatException("counts end early");
                name = Encoding.UTF8.GetString(bytes, at, length);
                at += length;
            }
            else if (number >= FirstPrefix && number - FirstPrefix < Prefixes.Length)
                name = Prefixes[number - FirstPrefix]
                    + Take(bytes, ref at).ToString(CultureInfo.InvariantCulture);
            else if (number <= Known.Length) name = Known[number - 1];
            else throw new FormatException($"{number} is the number of no measure");

            var zigzag = Take(bytes, ref at);
            yield return KeyValuePair.Create(name, (long)(zigzag >> 1) ^ -(long)(zigzag & 1));
        }
    }

    private static (int Number, long Value) KeyOf(string measure)
    {
        if (Numbers.TryGetValue(measure, out var number)) return (number, 0);
        for (var i = 0; i < Prefixes.Length; i++)
        {
            if (measure.StartsWith(Prefixes[i], StringComparison.Ordinal)
                && long.TryParse(measure.AsSpan(Prefixes[i].Length), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var value)
                && measure.AsSpan(Prefixes[i].Length)
                    .SequenceEqual(value.ToString(CultureInfo.InvariantCulture)))
                return (FirstPrefix + i, value);
        }

        return (0, 0);
    }

    private static void Put(ArrayBufferWriter<byte> to, ulong value)
    {
        var span = to.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        to.Advance(length);
    }

    private static ulong Take(byte[] bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (at < bytes.Length && shift < 64)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
            shift += 7;
        }

        throw new FormatException("counts end early");
    }
}
