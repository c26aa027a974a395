using System.Text.Json.Serialization;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// A line of an answer that its collector wrote; between them stand batch headers and journal lines as
/// devices sent them, and the rows of the served feed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "line")]
[JsonDerivedType(typeof(AnswerHead), "answer")]
[JsonDerivedType(typeof(AnswerJournal), "journal")]
[JsonDerivedType(typeof(AnswerSegment), "segment")]
[JsonDerivedType(typeof(AnswerServed), "served")]
[JsonDerivedType(typeof(AnswerEnd), "end")]
internal abstract record AnswerLine;

/// <summary>First: which question this answers, by which statement: the newest edition of the day, which may
/// be a later one than the question is about; and the last number of the outlet's chain then: by those
/// statements the lines can be judged.</summary>
internal sealed record AnswerHead(
    int V, AuditId Id, OutletId Outlet, long N, Digest Hash, long Chain) : AnswerLine;

/// <summary>A journal of the day: whose, its key, and how boots without a clock were placed.</summary>
internal sealed record AnswerJournal(
    JournalId Journal, DeviceId Device, string Key, IReadOnlyList<AnswerAnchor> Anchors) : AnswerLine;

/// <summary>When a boot of unsynced clock began, by the outlet's collector.</summary>
internal sealed record AnswerAnchor(BootId Boot, DateTimeOffset Began, string By);

/// <summary>
/// One batch as it is held; the batch's header and lines <paramref name="First"/> to <paramref name="Last"/>
/// follow, verbatim.
/// </summary>
internal sealed record AnswerSegment(
    JournalId Journal, long First, long Last, DateTimeOffset Received, OutletId Outlet, CounterId Counter,
    DeviceId Device, string Zone, int CutOver) : AnswerLine
{
    public static AnswerSegment Of(Segment s) => new(
        s.Journal, s.First, s.Last, s.Received, s.Post.Outlet, s.Post.Counter, s.Post.Device, s.Rules.Zone.Id,
        s.Rules.CutOverHour);

    /// <summary>The segment again; null where zone or hour are none.</summary>
    public Segment? With(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> lines, Digest lastHash) =>
        CutOver is >= 0 and <= 23 && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone)
            ? new(Journal, First, Last, lastHash, header, lines, Received,
                new(Outlet, Counter, Device), new OutletRules(zone, CutOver))
            : null;
}

/// <summary>What the feed told of the day; so many rows follow, as <see cref="Served.ServedText"/> writes
/// them.</summary>
internal sealed record AnswerServed(long Rows) : AnswerLine;

/// <summary>Last: the answer is whole.</summary>
internal sealed record AnswerEnd(int Segments) : AnswerLine;

// nothing in an answer may be left out: it comes from whom it is about
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(AnswerLine))]
internal sealed partial class AnswerJson : JsonSerializerContext;
