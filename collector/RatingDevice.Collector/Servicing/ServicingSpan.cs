using RatingDevice.Collector.Account;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Servicing;

/// <summary>One time in service mode at a device.</summary>
/// <param name="Began">The entry with which it began.</param>
/// <param name="Ended">The moment it ended; null where it had not by the end of the day.</param>
/// <param name="EndN">Number of the entry that ended it; null where none did.</param>
/// <param name="Tests">Test presses in it.</param>
internal sealed record ServicingSpan(DeviceMoment Began, DateTimeOffset? Ended, long? EndN, int Tests)
{
    /// <summary>A device ends it by itself after a quarter of an hour at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How long; a power cut ends it with the next start, so that is cut to what is
    /// possible.</summary>
    public TimeSpan Lasted => Ended is not { } ended || ended < Began.At ? TimeSpan.Zero
        : ended - Began.At < Longest ? ended - Began.At : Longest;

    /// <summary>Those of a business day, in order.</summary>
    public static IReadOnlyList<ServicingSpan> Of(IEnumerable<DeviceMoment> moments)
    {
        var spans = new List<ServicingSpan>();
        foreach (var device in moments.GroupBy(m => m.Post))
        {
            ServicingSpan? open = null;
            foreach (var m in device.OrderBy(m => m.At).ThenBy(m => m.Journal).ThenBy(m => m.N))
            {
                switch (m.Kind)
                {
                    case MomentKind.ServiceBegan:
                        Close(m.At, null);
                        open = new(m, null, null, 0);
                        break;
                    case MomentKind.TestPress when open is not null:
                        open = open with { Tests = open.Tests + 1 };
                        break;
                    case MomentKind.ServiceEnded: Close(m.At, m.N); break;
                    case MomentKind.Boot: Close(m.At, null); break;
                }
            }

            if (open is not null) spans.Add(open);

            void Close(DateTimeOffset at, long? n)
            {
                if (open is not null) spans.Add(open with { Ended = at, EndN = n });
                open = null;
            }
        }

        return [.. spans.OrderBy(s => s.Began.At).ThenBy(s => s.Began.Journal).ThenBy(s => s.Began.N)];
    }
}

/// <summary>A time in service mode with what its lines say.</summary>
/// <param name="Span">When and where.</param>
/// <param name="Why">Why it ended; null where no line says so.</param>
/// <param name="Refused">Invitations asked for and not opened; null where no line says so.</param>
/// <param name="Checks">What was tried, in order.</param>
internal sealed record ServicingReport(
    ServicingSpan Span, ServiceEnd? Why, int? Refused, IReadOnlyList<Check> Checks)
{
    private const int MostLines = 1_000;

    /// <summary>Reads the lines of a span from the evidence.</summary>
    public static ServicingReport Read(IRatingStore store, ServicingSpan span)
    {
        var checks = new List<Check>();
        ServiceMode? end = null;
        var (journal, first) = (span.Began.Journal, span.Began.N);
        var last = span.EndN ?? first + MostLines;
        foreach (var segment in store.Evidence(journal, first))
        {
            if (segment.First > last || end is not null) break;
            for (var n = Math.Max(first, segment.First); n <= Math.Min(last, segment.Last); n++)
            {
                var line = segment.Line(n);
                if (line is null || !WireText.TryReadEntry(line.Value.Span, out var entry, out _)) continue;
                if (entry is Check check) checks.Add(check);
                if (entry is ServiceMode { On: false } ended) end = ended;
                if (entry is ServiceMode { On: false } or Boot && n > first) last = n;
            }
        }

        return new(span, end?.Why, end?.Refused, checks);
    }
}
