using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Sealing;

/// <summary>Whether a draft says anything new of its period, and what. Pure.</summary>
internal static class Edition
{
    /// <summary>
    /// The draft as the next statement of its chain; null where the edition held says the same, which program
    /// made it left aside.
    /// </summary>
    /// <param name="draft">Of a period.</param>
    /// <param name="held">The newest edition of that period; null for none.</param>
    /// <param name="chain">The end of the outlet's chain; null for none.</param>
    public static Statement? Next(Statement draft, SignedStatement? held, ChainHead? chain)
    {
        var head = draft.Head with { N = (chain?.N ?? 0) + 1, P = chain?.Hash ?? Digest.Zero };
        if (held is null) return draft with { Head = head };
        if (Same(draft, held.Statement)) return null;
        return draft with
        {
            Head = head with
            {
                Edition = held.Head.Edition + 1, Replaces = held.Hash, Why = [.. Why(draft, held.Statement)],
            },
            Changes = [.. Changes(held.Statement, draft)],
        };
    }

    /// <summary>True where both say the same of the period.</summary>
    public static bool Same(Statement a, Statement b) => Content(a).AsSpan().SequenceEqual(Content(b));

    private static byte[] Content(Statement statement) => StatementText.Write(statement with
    {
        Head = statement.Head with
        {
            N = 0, P = Digest.Zero, Edition = 1, Replaces = null, Why = [], Program = "",
        },
        Changes = [],
    });

    private static IEnumerable<StatementReason> Why(Statement now, Statement before)
    {
        var found = false;
        IEnumerable<StatementReason> If(bool so, StatementReason reason)
        {
            if (!so) yield break;
            found = true;
            yield return reason;
        }

        foreach (var reason in If(!Ranges(now).SequenceEqual(Ranges(before)), StatementReason.LateEntries)
            .Concat(If(now.Served != before.Served, StatementReason.ServedFeed))
            .Concat(If((now.Head.Definition, now.Head.DefinitionHash)
                != (before.Head.Definition, before.Head.DefinitionHash), StatementReason.Definition))
            .Concat(If(Missing(now) != Missing(before), StatementReason.Missing))
            .Concat(If(!now.Rests.SequenceEqual(before.Rests), StatementReason.Rests)))
            yield return reason;
        if (!found) yield return StatementReason.Recount;
    }

    private static IEnumerable<DeviceLine> Ranges(Statement s) =>
        s.Devices.Select(d => d with { Missing = 0 });

    private static long Missing(Statement s) => s.Devices.Sum(d => d.Missing);

    private static IEnumerable<ChangeLine> Changes(Statement before, Statement now)
    {
        var (was, @is) = (Counts(before), Counts(now));
        return was.Keys.Union(@is.Keys)
            .Select(k => new ChangeLine(
                k.Teller, k.Measure, was.GetValueOrDefault(k), @is.GetValueOrDefault(k)))
            .Where(c => c.Was != c.Is)
            .OrderBy(c => c.Teller ?? default).ThenBy(c => c.Measure, StringComparer.Ordinal);
    }

    private static Dictionary<(TellerId? Teller, string Measure), long> Counts(Statement s) =>
        s.Tellers.SelectMany(t => t.Counts.Select(c => ((t.Teller, c.Key), c.Value)))
            .ToDictionary(c => c.Item1, c => c.Value);
}
