using System.Text.Json;
using RatingDevice.Collector.Figures;
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
/// <param name="Served">The lines the feed's rows came as; null where it says nothing of a feed.</param>
internal sealed record AuditAnswer(
    AnswerHead Head, IReadOnlyList<AnsweredJournal> Journals, ReadOnlyMemory<byte>? Served)
{
    /// <summary>Which question an answer is to; null for what does not begin as one.</summary>
    public static AnswerHead? About(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new Reader(bytes).Next() as AnswerHead;
        }
        catch (Exception e) when (e is FormatException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads an answer; null with one sentence.</summary>
    public static AuditAnswer? Read(ReadOnlyMemory<byte> bytes, out Words? wrong)
    {
        try
        {
            var (reader, journals, segments) = (new Reader(bytes), new List<AnsweredJournal>(), 0);
            ReadOnlyMemory<byte>? served = null;
            if (reader.Next() is not AnswerHead head) throw new FormatException("it does not begin as one");
            while (true)
            {
                switch (reader.Next())
                {
                    case AnswerJournal journal:
                        journals.Add(new(journal, []));
                        break;
                    case AnswerSegment segment when journals.Count > 0
                        && journals[^1].About.Journal == segment.Journal:
                        journals[^1].Segments.Add(reader.Segment(segment));
                        segments++;
                        break;
                    case AnswerServed told when served is null:
                        served = reader.Lines(1, told.Rows, "the served feed");
                        break;
                    case AnswerEnd end when end.Segments == segments && reader.AtEnd:
                        wrong = null;
                        return new(head, journals, served);
                    case var line:
                        throw new FormatException($"{line.GetType().Name} stands where it should not");
                }
            }
        }
        catch (Exception e) when (e is FormatException or JsonException or NotSupportedException)
        {
            wrong = AuditFaults.Unread(e.Message);
            return null;
        }
    }

    private sealed class Reader(ReadOnlyMemory<byte> rest)
    {
        public bool AtEnd => rest.IsEmpty;

        public AnswerLine Next() => Batch.TryTakeLine(ref rest, out var line)
            ? JsonSerializer.Deserialize(line.Span, AnswerJson.Default.AnswerLine)
                ?? throw new FormatException("null is not a line")
            : throw new FormatException("its end is missing");

        public Segment Segment(AnswerSegment about)
        {
            if (!Batch.TryTakeLine(ref rest, out var header) || about.First < 1 || about.Last < about.First)
                throw new FormatException("a segment has no header or no lines");
            var lines = Lines(about.First, about.Last, $"journal {about.Journal}");
            var last = lines[..^1].Span;
            return about.With(header, lines, Digest.Of(last[(last.LastIndexOf((byte)'\n') + 1)..]))
                ?? throw new FormatException($"'{about.Zone}', {about.CutOver} h are no rules of a day");
        }

        /// <summary>Lines of these numbers as one piece.</summary>
        public ReadOnlyMemory<byte> Lines(long first, long last, string of)
        {
            var from = rest;
            for (var n = first; n <= last; n++)
            {
                if (!Batch.TryTakeLine(ref rest, out _))
                    throw new FormatException($"line {n} of {of} is missing");
            }

            return from[..(from.Length - rest.Length)];
        }
    }
}
