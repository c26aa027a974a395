using System.Buffers;
using System.Text.Json;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// An outlet's collector answers: the lines of all devices of the day as they were sent, with the batch
/// headers that sign them, and what the served feed told. Nothing is made for the question.
/// </summary>
internal static class AuditEvidence
{
    /// <summary>Largest answer, in bytes; a day of twenty busy counters is a twentieth of it.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>
    /// The answer, by the day's newest edition: rows of the feed are completed, and only it says what is held
    /// now. Null where this collector does not hold the statement the question is about, and while the day,
    /// or another that was sealed, waits to be amended.
    /// </summary>
    /// <exception cref="StoreException">The store failed.</exception>
    /// <exception cref="IOException">The answer would be too large.</exception>
    public static byte[]? Answer(IRatingStore store, IStatementStore statements, AuditAsk ask)
    {
        if (statements.Find(ask.Outlet, ask.N)?.Signed is not { } about || about.Hash != ask.Hash
            || Statement.PeriodOf(about.Head.Period) is not { Kind: PeriodKind.Day, From: var day })
            return null;
        SignedStatement Newest() => statements.Newest(ask.Outlet, PeriodKind.Day, day, day)[^1].Signed;
        // all days with a statement: the lines around the day are judged by what those days state
        var outlets = new HashSet<OutletId> { ask.Outlet };
        bool Waits() => store.Dirty(int.MaxValue).Concat(statements.Unsealed(int.MaxValue)).Any(m =>
            outlets.Contains(m.Outlet) && m.Day <= statements.Span(m.Outlet, PeriodKind.Day)?.Last);
        var held = Newest();
        var served = store.Served(ask.Outlet, day);
        // not one moment: what came between has marked the day, or made a further edition of it
        if (Waits() || Newest().Hash != held.Hash) return null;
        var (to, segments, chain) =
            (new ArrayBufferWriter<byte>(64 * 1024), 0, statements.Head(ask.Outlet)!.N);
        Line(to, new AnswerHead(StatementText.Version, ask.Id, ask.Outlet, held.Head.N, held.Hash, chain));
        if (served.Count > 0)
        {
            Line(to, new AnswerServed(served.Count));
            to.Write(ServedText.Write(served).Span);
        }

        var journals = store.Journals().ToDictionary(j => j.Journal);
        foreach (var wanted in WantedLines.Of(held.Statement.Devices, ask.Lines ?? []))
        {
            if (!journals.TryGetValue(wanted.Journal, out var state)) continue;
            Line(to, new AnswerJournal(wanted.Journal, state.Device, state.Key, [.. store
                .Anchors(wanted.Journal).Select(a => new AnswerAnchor(a.Boot, a.Began, a.By.ToString()))]));
            foreach (var segment in store.Evidence(wanted.Journal, wanted.From))
            {
                if (segment.First > wanted.To) break;
                outlets.Add(segment.Post.Outlet);
                Line(to, AnswerSegment.Of(segment));
                to.Write(segment.Header.Span);
                to.Write("\n"u8);
                to.Write(segment.Lines.Span);
                segments++;
                if (to.WrittenCount > MostBytes)
                    throw new IOException($"the answer to {ask.Id} is larger than {MostBytes >> 20} MiB");
            }
        }

        Line(to, new AnswerEnd(segments));
        // what came while it was read may be of these days
        if (Waits() || statements.Head(ask.Outlet)!.N != chain) return null;
        return to.WrittenSpan.ToArray();
    }

    private static void Line(ArrayBufferWriter<byte> to, AnswerLine line)
    {
        using (var writer = new Utf8JsonWriter(to))
            JsonSerializer.Serialize(writer, line, AnswerJson.Default.AnswerLine);
        to.Write("\n"u8);
    }
}
