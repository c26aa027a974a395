using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>Whether a month or quarter is the sum of the statements it rests on. Pure.</summary>
internal static class WholeSums
{
    /// <summary>Empty, or what is wrong first.</summary>
    /// <param name="whole">Of a month or quarter.</param>
    /// <param name="parts">The newest editions held of its days or months, in order.</param>
    public static string Wrong(Statement whole, IReadOnlyList<SignedStatement> parts)
    {
        var rests = parts
            .Select(p => new RestsLine(p.Head.Period, p.Head.N, p.Head.Edition, p.Hash)).ToList();
        if (whole.Rests.Except(rests).FirstOrDefault() is { } other)
        {
            return $"it rests on statement {other.N} ({other.Period}, edition {other.Edition}), which is not "
                + "the newest held";
        }

        if (rests.Except(whole.Rests).FirstOrDefault() is { } left)
            return $"it leaves out statement {left.N} ({left.Period}, edition {left.Edition})";
        if (!whole.Rests.SequenceEqual(rests)) return "what it rests on is not in order";
        var off = Counts([whole]);
        foreach (var (key, count) in Counts(parts.Select(p => p.Statement)))
            off[key] = off.GetValueOrDefault(key) - count;
        foreach (var ((teller, measure), by) in off.OrderBy(o => o.Key.Measure, StringComparer.Ordinal))
        {
            if (by != 0)
                return $"{measure} of {(teller.Length == 0 ? "nobody" : teller)} is off by {by} from the sum";
        }

        return "";
    }

    private static Dictionary<(string Teller, string Measure), long> Counts(IEnumerable<Statement> statements)
    {
        var sums = new Dictionary<(string, string), long>();
        foreach (var s in statements)
        {
            foreach (var line in s.Tellers) Add(line.Teller?.ToString() ?? "", line.Counts);
            if (s.Waits is { } waits) Add("all customers", waits.Counts);
        }

        return sums;

        void Add(string teller, IReadOnlyDictionary<string, long> counts)
        {
            foreach (var (measure, count) in counts)
                sums[(teller, measure)] = sums.GetValueOrDefault((teller, measure)) + count;
        }
    }
}
