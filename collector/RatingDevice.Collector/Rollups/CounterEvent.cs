using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Rollups;

/// <summary>What a typed row is about.</summary>
internal enum EventKind
{
    /// <summary>A customer was asked.</summary>
    Invited = 1,

    /// <summary>A customer pressed in the window.</summary>
    Rated = 2,

    /// <summary>An invitation closed without a press.</summary>
    Unrated = 3,

    /// <summary>Presses outside a window.</summary>
    Stray = 4,
}

/// <summary>One journal entry that counts, placed in time and in the bank. (Journal, N) is its key for
/// ever.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="N">The entry.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Post">Outlet, counter, device.</param>
/// <param name="Teller">Null: the unattributed bucket.</param>
/// <param name="Service">Where the trigger knew it.</param>
/// <param name="At">UTC moment of the press or event, as placed.</param>
/// <param name="By">How well <paramref name="At"/> is known.</param>
/// <param name="Slot">Business day and hour it counts in: those of its invitation, so an account closes in
/// one hour.</param>
/// <param name="Invited">The invitation answered or closed; for an invitation its own number; 0 for a
/// stray.</param>
/// <param name="Level">Pressed; null where none was.</param>
/// <param name="AfterMs">From invitation to press or closing.</param>
/// <param name="Was">The level this one replaces; null for a first press.</param>
/// <param name="Replaces">The entry this one replaces.</param>
/// <param name="Trigger">Who asked; null for a stray.</param>
/// <param name="Count">Presses a stray stands for, otherwise 1.</param>
internal sealed record CounterEvent(
    JournalId Journal, long N, EventKind Kind, Post Post, TellerId? Teller, ServiceId? Service,
    DateTimeOffset At, PlacedBy By, HourSlot Slot, long Invited, LevelCode? Level, long? AfterMs,
    LevelCode? Was, long? Replaces, Trigger? Trigger, int Count);

/// <summary>An hour of a business day.</summary>
/// <param name="Day">Business day in the outlet's zone, by its cut-over hour.</param>
/// <param name="Hour">Wall-clock hour in the outlet's zone, 0 to 23.</param>
internal readonly record struct HourSlot(DateOnly Day, int Hour);
