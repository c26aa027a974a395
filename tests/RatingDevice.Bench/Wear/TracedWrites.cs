using System.Globalization;
using System.Text.RegularExpressions;

namespace RatingDevice.Bench.Wear;

/// <summary>What a program wrote and synced, as strace told it.</summary>
/// <param name="Bytes">Handed to the kernel.</param>
/// <param name="Syncs">fsync and fdatasync that succeeded.</param>
internal readonly partial record struct TracedWrites(long Bytes, long Syncs)
{
    /// <summary>Words before a program: its writes to these files go into a log.</summary>
    public static IEnumerable<string> Words(string log, params string[] files) =>
    [
        // -D: the program stays our child and gets our signals, the tracer is the stranger
        "strace", "-D", "-f", "-qq", "-o", log, "-e", "trace=write,pwrite64,pwritev,fsync,fdatasync",
        .. files.SelectMany(f => new[] { "-P", f }),
    ];

    public static TracedWrites operator -(TracedWrites now, TracedWrites before) =>
        new(now.Bytes - before.Bytes, now.Syncs - before.Syncs);

    public static TracedWrites Of(string log)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        var sum = new TracedWrites();
        while (lines.ReadLine() is { } line)
        {
            if (Call().Match(line) is not { Success: true } call) continue;
            var result = long.Parse(call.Groups["result"].ValueSpan, CultureInfo.InvariantCulture);
            sum = call.Groups["name"].Value.EndsWith("sync", StringComparison.Ordinal)
                ? sum with { Syncs = sum.Syncs + 1 }
                : sum with { Bytes = sum.Bytes + result };
        }

        return sum;
    }

    // a call that another thread cut in two ends in a line of its own: "<... fdatasync resumed>) = 0"
    [GeneratedRegex(@"\b(?<name>p?writev?(64)?|f(data)?sync)(\(| resumed>).* = (?<result>\d+)")]
    private static partial Regex Call();
}
