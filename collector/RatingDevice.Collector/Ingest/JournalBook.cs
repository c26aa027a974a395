using System.Collections.Immutable;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// What must be known of a journal to take its next batch. Immutable: a group that fails leaves no trace.
/// </summary>
/// <param name="State">Its head.</param>
/// <param name="Anchors">Its boots as placed.</param>
/// <param name="LastAt">Where the head was placed; null where there is none.</param>
/// <param name="LastInvited">The newest invitation seen; 0 for none seen yet.</param>
internal sealed record JournalBook(
    JournalState State, ImmutableDictionary<BootId, BootAnchor> Anchors, DateTimeOffset? LastAt,
    InvitedSlot LastInvited)
{
    /// <summary>Reads what the store knows.</summary>
    public static JournalBook Load(IRatingStore store, JournalState state)
    {
        var anchors = store.Anchors(state.Journal).ToImmutableDictionary(a => a.Boot);
        var last = HeldLine.Find([], store, state.Journal, state.Head)?.Read();
        DateTimeOffset? at = last is null ? null : Placing.At(last, anchors.GetValueOrDefault(last.Boot));
        return new JournalBook(state, anchors, at, default);
    }
}
