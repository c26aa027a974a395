using System.Collections.Immutable;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// What must be known of a journal to take its next batch. Immutable: a group that fails leaves no trace.
/// </summary>
/// <param name="State">Its head.</param>
/// <param name="Anchors">Its boots as placed.</param>
/// <param name="LastAt">Where the head was placed, looked up when asked for; null for none.</param>
/// <param name="LastInvited">The newest invitation seen; 0 for none seen yet.</param>
internal sealed record JournalBook(
    JournalState State, ImmutableDictionary<BootId, BootAnchor> Anchors, Func<DateTimeOffset?> LastAt,
    InvitedSlot LastInvited)
{
    /// <summary>Begins with what the store knows.</summary>
    public static JournalBook Of(IRatingStore store, JournalTail tail)
    {
        var (state, anchors) = (tail.State, tail.Anchors.ToImmutableDictionary(a => a.Boot));
        return new(state, anchors, LastAt, default);

        DateTimeOffset? LastAt() =>
            HeldLine.Find([], store, state.Journal, state.Head)?.Read() is { } last
                ? Placing.At(last, anchors.GetValueOrDefault(last.Boot)) : null;
    }
}
