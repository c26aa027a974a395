using System.Text.Json;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>A journal in an answer.</summary>
internal sealed record AnsweredJournal(AnswerJournal About, List<Segment> Segments)
{
    public JournalState State => new(About.Journal, About.Device, About.Key, 0, default);

    /// <summary>Boots as the outlet's collector placed them; one named by words that are none is left
    /// out.</summary>
    public Dictionary<BootId, BootAnchor> Anchors() => About.Anchors
        .Where(a => Enum.TryParse<PlacedBy>(a.By, out _)).DistinctBy(a => a.Boot)
        .ToDictionary(a => a.Boot, a => new BootAnchor(
            About.Journal, a.Boot, a.Began, Enum.Parse<PlacedBy>(a.By)));
}

/// <summary>An answer taken apart; nothing in it is believed yet.</summary>
/// <param name="Head">Which question it answers.</param>
/// <param name="Journals">In order.</param>
internal sealed record AuditAnswer(AnswerHead Head, IReadOnlyList<AnsweredJournal> Journals)
{
    /// <summary>Reads an answer; null with one sentence.</summary>
    public static AuditAnswer? Read(ReadOnlyMemory<byte> bytes, out string wrong)
    {
        try
        {
            var (rest, journals, segments) = (bytes, new List<AnsweredJournal>(), 0);
            if (Next(ref rest) is not AnswerHead head) throw new FormatException("it does not begin as one");
            while (true)
            {
                switch (Next(ref rest))
                {
                    case AnswerJournal journal:
                        journals.Add(new(journal, []));
                        break;
                    case AnswerSegment segment when journals.Count > 0
                        && journals[^1].About.Journal == segment.Journal:
                        journals[^1].Segments.Add(Take(ref rest, segment));
                        segments++;
                        break;
                    case AnswerEnd end when end.Segments == segments && rest.IsEmpty:
                        wrong = "";
                        return new(head, journals);
                    case var line:
                        throw new FormatException($"{line.GetType().Name} stands where it should not");
                }
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or NotSupportedException)
        {
            wrong = $"the answer cannot be read: {e.Message}";
            return null;
        }
    }

    private static AnswerLine Next(ref ReadOnlyMemory<byte> rest) =>
        Batch.TryTakeLine(ref rest, out var line)
            ? JsonSerializer.Deserialize(line.Span, AuditJson.Default.AnswerLine)
                ?? throw new FormatException("null is not a line")
            : throw new FormatException("its end is missing");

    private static Segment Take(ref ReadOnlyMemory<byte> rest, AnswerSegment about)
    {
        if (!Batch.TryTakeLine(ref rest, out var header) || about.First < 1 || about.Last < about.First)
            throw new FormatException("a segment has no header or no lines");
        var (lines, last) = (rest, default(ReadOnlyMemory<byte>));
        for (var n = about.First; n <= about.Last; n++)
        {
            if (!Batch.TryTakeLine(ref rest, out last))
                throw new FormatException($"line {n} of journal {about.Journal} is missing");
        }

        return about.With(header, lines[..(lines.Length - rest.Length)], Digest.Of(last.Span))
            ?? throw new FormatException($"'{about.Zone}' is not a time zone");
    }
}
