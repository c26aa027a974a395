using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>What becomes of one journal message.</summary>
internal abstract record Verdict;

/// <summary>It brings new lines.</summary>
/// <param name="Segment">The new lines, verbatim.</param>
/// <param name="State">The journal with them.</param>
/// <param name="Header">What the batch says of its sending.</param>
/// <param name="Entries">The new lines, read.</param>
internal sealed record Accepted(
    Segment Segment, JournalState State, BatchHeader Header, ArraySegment<Entry> Entries) : Verdict;

/// <summary>Every line is held already, byte for byte.</summary>
internal sealed record AlreadyHeld(JournalId Journal) : Verdict;

/// <summary>It is not taken.</summary>
/// <param name="Reason">Of the closed list.</param>
/// <param name="Detail">One sentence: what is wrong.</param>
/// <param name="Journal">The journal it names; null where it names none.</param>
internal sealed record Refused(RefusalReason Reason, string Detail, JournalId? Journal = null) : Verdict;
