using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>Who or what opened an invitation, or signed a teller on.</summary>
[JsonConverter(typeof(WireEnumConverter<Trigger>))]
public enum Trigger
{
    /// <summary>The teller's key or button on the panel.</summary>
    Panel,

    /// <summary>The counter PC, through the collector.</summary>
    CounterPc,

    /// <summary>The queue system.</summary>
    Queue,
}

/// <summary>Why an invitation closed without a rating.</summary>
[JsonConverter(typeof(WireEnumConverter<UnratedReason>))]
public enum UnratedReason
{
    /// <summary>Nobody pressed in time.</summary>
    TimedOut,

    /// <summary>The teller or the counter PC took it back.</summary>
    Cancelled,

    /// <summary>The teller signed off, or another signed on, while it was open.</summary>
    TellerChanged,

    /// <summary>The device stopped while it was open.</summary>
    Restarted,

    /// <summary>The device could not write while it was open.</summary>
    Fault,
}

/// <summary>What a device may complain about.</summary>
[JsonConverter(typeof(WireEnumConverter<FaultCode>))]
public enum FaultCode
{
    /// <summary>The journal could not be written: no thanks is given.</summary>
    JournalWrite,

    /// <summary>The journal has reached its limit of unacknowledged entries.</summary>
    JournalFull,

    /// <summary>A damaged line was found in the journal and set aside.</summary>
    JournalDamaged,

    /// <summary>The panel went away (unplugged, closed).</summary>
    PanelLost,

    /// <summary>The panel lost events (SYN_DROPPED or a sequence gap).</summary>
    PanelDropped,

    /// <summary>A key has been down for longer than anyone holds one; it is not believed meanwhile.</summary>
    KeyStuck,

    /// <summary>A display or loudspeaker does not work; presses are taken as ever.</summary>
    OutputLost,

    /// <summary>The collector acknowledged a digest the device does not have.</summary>
    AckMismatch,

    /// <summary>The collector refused a batch; the detail says why.</summary>
    BatchRefused,

    /// <summary>A queue between two loops was full; the detail says which and how many were lost.</summary>
    Overflow,
}

/// <summary>A customer was asked to rate.</summary>
public sealed record Invited : Entry
{
    /// <summary>The teller signed on; absent: the unattributed bucket.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>The service, where the trigger knew it.</summary>
    public ServiceId? Service { get; init; }

    /// <summary>Who asked.</summary>
    public required Trigger By { get; init; }
}

/// <summary>
/// The customer pressed a level within the window. Written at the press. Another key within the grace time
/// writes a second one which <see cref="Replaces"/> the first; the invitation still counts one rating.
/// </summary>
public sealed record Rated : Entry
{
    /// <summary>The teller signed on at the invitation; absent: the unattributed bucket.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>The service, where the trigger knew it.</summary>
    public ServiceId? Service { get; init; }

    /// <summary>Number of the <see cref="Wire.Invited"/> entry this answers.</summary>
    public required long Invited { get; init; }

    /// <summary>The level pressed.</summary>
    public required LevelCode Level { get; init; }

    /// <summary>From invitation to press, in milliseconds.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>Who asked.</summary>
    public required Trigger By { get; init; }

    /// <summary>Number of the <see cref="Rated"/> entry that this one replaces; absent for a first
    /// press.</summary>
    public long? Replaces { get; init; }

    /// <summary>The level of the replaced entry; present exactly with <see cref="Replaces"/>.</summary>
    public LevelCode? Was { get; init; }
}

/// <summary>An invitation closed without a rating. Never turned into a default rating.</summary>
public sealed record Unrated : Entry
{
    /// <summary>The teller signed on at the invitation; absent: the unattributed bucket.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>The service, where the trigger knew it.</summary>
    public ServiceId? Service { get; init; }

    /// <summary>Number of the <see cref="Wire.Invited"/> entry this closes.</summary>
    public required long Invited { get; init; }

    /// <summary>From invitation to closing, in milliseconds; absent when the boot changed in
    /// between.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Who asked.</summary>
    public required Trigger By { get; init; }

    /// <summary>Why.</summary>
    public required UnratedReason Reason { get; init; }
}

/// <summary>Presses outside a window, or repeats within one: kept, counted, never a rating.</summary>
public sealed record Stray : Entry
{
    /// <summary>The teller signed on, if any.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>The key of the (last) press.</summary>
    public required LevelCode Level { get; init; }

    /// <summary>How many presses this line stands for: 1, or more when they came too fast for a line
    /// each.</summary>
    public required int Count { get; init; }
}
