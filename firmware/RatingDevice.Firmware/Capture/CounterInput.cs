using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>What the counter is told, with the monotonic time of it.</summary>
internal abstract record CounterInput(TimeSpan Up);

/// <summary>Nothing but time passed.</summary>
internal sealed record Tick(TimeSpan Up) : CounterInput(Up);

/// <summary>A customer pressed a level; already debounced.</summary>
internal sealed record KeyPressed(LevelCode Level, TimeSpan Up) : CounterInput(Up);

/// <summary>The next customer is to be asked.</summary>
internal sealed record InviteAsked(ServiceId? Service, Trigger By, TimeSpan Up) : CounterInput(Up)
{
    /// <summary>True for the teller's real key, which begins and ends a PIN too.</summary>
    public bool Key { get; init; }
}

/// <summary>A teller comes, and nothing had to be shown.</summary>
internal sealed record SignOnAsked(TellerId Teller, Trigger By, TimeSpan Up) : CounterInput(Up);

/// <summary>The teller goes.</summary>
internal sealed record SignOffAsked(Trigger By, TimeSpan Up) : CounterInput(Up);

/// <summary>A card or a whole PIN was shown: somebody comes or goes, or it is nobody's.</summary>
internal sealed record ProofShown(SignOnProof With, Secret Shown, TimeSpan Up) : CounterInput(Up);

/// <summary>The branch told whose cards and PINs are good.</summary>
internal sealed record TellersKnown(TellerBook Book, TimeSpan Up) : CounterInput(Up);

/// <summary>A technician begins or ends service mode.</summary>
internal sealed record ServiceAsked(TimeSpan Up) : CounterInput(Up);

/// <summary>The collector holds the journal up to here.</summary>
internal sealed record AckSeen(long N, TimeSpan Up) : CounterInput(Up);

/// <summary>An order of the branch.</summary>
/// <param name="Now">The device's wall clock; only asked when it is synced.</param>
/// <param name="Clock">Its quality.</param>
internal sealed record Ordered(Command Command, DateTimeOffset Now, ClockQuality Clock, TimeSpan Up)
    : CounterInput(Up);

/// <summary>Another part of the device broke, or is well again.</summary>
internal sealed record FaultSeen(FaultCode Code, bool Raised, string? Detail, TimeSpan Up) : CounterInput(Up);

/// <summary>The wall clock was set, was lost, or jumped.</summary>
internal sealed record ClockSeen(ClockQuality Was, long StepMs, TimeSpan Up) : CounterInput(Up);
