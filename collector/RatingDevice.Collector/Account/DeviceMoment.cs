using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Account;

/// <summary>What a device wrote of itself.</summary>
internal enum MomentKind
{
    /// <summary>Its program started.</summary>
    Boot = 1,

    /// <summary>A fault began.</summary>
    FaultRaised = 2,

    /// <summary>A fault ended.</summary>
    FaultCleared = 3,

    /// <summary>A teller signed on.</summary>
    SignOn = 4,

    /// <summary>The teller signed off.</summary>
    SignOff = 5,

    /// <summary>Service mode began.</summary>
    ServiceBegan = 6,

    /// <summary>Service mode ended.</summary>
    ServiceEnded = 7,

    /// <summary>A key was tried in service mode; never a rating.</summary>
    TestPress = 8,

    /// <summary>A card or PIN was nobody's.</summary>
    SignOnRefused = 9,
}

/// <summary>A journal entry that tells whether the device and the teller were there. (Journal, N) is its
/// key.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="N">The entry.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Post">Outlet, counter, device.</param>
/// <param name="Teller">Who signed on or off, or was signed on when service mode began or ended.</param>
/// <param name="Code">Which fault.</param>
/// <param name="At">UTC, as placed.</param>
/// <param name="Slot">Business day and hour of <paramref name="At"/>.</param>
internal sealed record DeviceMoment(
    JournalId Journal, long N, MomentKind Kind, Post Post, TellerId? Teller, FaultCode? Code,
    DateTimeOffset At, HourSlot Slot);
