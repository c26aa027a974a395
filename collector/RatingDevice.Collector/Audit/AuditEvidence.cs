using System.Buffers;
using System.Text.Json;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// An outlet's collector answers: the lines of all devices of the day as they were sent, with the batch
/// headers that sign them. Nothing is made for the question.
/// </summary>
internal static class AuditEvidence
{
    /// <summary>Largest answer, in bytes; a day of twenty busy counters is a twentieth of it.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The answer; null where this collector does not hold the statement the question is
    /// about.</summary>
    /// <exception cref="StoreException">The store failed.</exception>
    /// <exception cref="IOException">The answer would be too large.</exception>
    public static byte[]? Answer(IRatingStore store, IStatementStore statements, AuditAsk ask)
    {
        var held = statements.Find(ask.Outlet, ask.N)?.Signed;
        if (held is null || held.Hash != ask.Hash) return null;
        var to = new ArrayBufferWriter<byte>(64 * 1024);
        var segments = 0;
        Line(to, new AnswerHead(StatementText.Version, ask.Id, ask.Outlet, ask.N, ask.Hash));
        var journals = store.Journals().ToDictionary(j => j.Journal);
        foreach (var range in held.Statement.Devices)
        {
            if (range.Journal is not { } journal || !journals.TryGetValue(journal, out var state)) continue;
            Line(to, new AnswerJournal(journal, state.Device, state.Key,
                [.. store.Anchors(journal).Select(a => new AnswerAnchor(a.Boot, a.Began, a.By.ToString()))]));
            foreach (var segment in store.Evidence(journal, range.First))
            {
                if (segment.First > range.SignedTo) break;
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
        return to.WrittenSpan.ToArray();
    }

    private static void Line(ArrayBufferWriter<byte> to, AnswerLine line)
    {
        using (var writer = new Utf8JsonWriter(to))
            JsonSerializer.Serialize(writer, line, AuditJson.Default.AnswerLine);
        to.Write("\n"u8);
    }
}
