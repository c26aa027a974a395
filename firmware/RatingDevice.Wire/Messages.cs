using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>First line of a batch: which lines follow, when they were sent, and the signature.</summary>
public sealed record BatchHeader
{
    /// <summary>Contract version, <see cref="Limits.Version"/>.</summary>
    public required int V { get; init; }

    /// <summary>The journal the lines are from.</summary>
    public required JournalId Journal { get; init; }

    /// <summary>The sender; equals the device of the topic.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Number of the first line.</summary>
    public required long First { get; init; }

    /// <summary>Number of lines, 1 or more.</summary>
    public required int Count { get; init; }

    /// <summary>The device's wall clock at sending.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The boot the batch was sent in.</summary>
    public required BootId Boot { get; init; }

    /// <summary>Monotonic time since that boot at sending, in milliseconds.</summary>
    public required TimeSpan Up { get; init; }

    /// <summary>Whether <see cref="At"/> can be trusted.</summary>
    public required ClockQuality Clock { get; init; }

    /// <summary>Signature algorithm; only <see cref="Es256.Algorithm"/> in version 1.</summary>
    public required string Alg { get; init; }

    /// <summary>Signature, base64url; see <see cref="BatchSignature"/>. Empty only before signing.</summary>
    public required string Sig { get; init; }
}

/// <summary>The collector's answer: what is committed. Sent only after the commit.</summary>
public sealed record Ack
{
    /// <summary>Contract version.</summary>
    public required int V { get; init; }

    /// <summary>The journal.</summary>
    public required JournalId Journal { get; init; }

    /// <summary>Last committed number; 0 when nothing is held.</summary>
    public required long N { get; init; }

    /// <summary>Digest of the last committed line; <see cref="Digest.Zero"/> for <see cref="N"/> 0.</summary>
    public required Digest Hash { get; init; }

    /// <summary>The collector's clock, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why the batch was refused; absent when it was taken or was already held.</summary>
    public RefusalReason? Refused { get; init; }
}

/// <summary>What a device says of itself; retained. The last will is the same with
/// <see cref="LinkState.Lost"/>.</summary>
public sealed record Status
{
    /// <summary>Contract version.</summary>
    public required int V { get; init; }

    /// <summary>Grows with every connect of a device; a will older than the last status is history.</summary>
    public required long Session { get; init; }

    /// <summary>Online, stopped in good order, or lost.</summary>
    public required LinkState State { get; init; }

    /// <summary>The journal; absent in a will.</summary>
    public JournalId? Journal { get; init; }

    /// <summary>Last number written.</summary>
    public long Head { get; init; }

    /// <summary>Last number acknowledged.</summary>
    public long Acked { get; init; }

    /// <summary>Events lost to full queues since start.</summary>
    public long Overflow { get; init; }

    /// <summary>Wall clock quality.</summary>
    public ClockQuality Clock { get; init; }

    /// <summary>Free space where the journal lies, in bytes.</summary>
    public long FreeDisk { get; init; }

    /// <summary>Faults that last, in the order they began.</summary>
    public IReadOnlyList<FaultCode> Faults { get; init; } = [];

    /// <summary>The teller signed on.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>Program version.</summary>
    public string? Firmware { get; init; }

    /// <summary>How long <see cref="Teller"/> has been signed on, in milliseconds; absent where no clock can
    /// tell.</summary>
    public TimeSpan? SignedOnFor { get; init; }

    /// <summary>True in service mode; otherwise absent.</summary>
    public bool? InService { get; init; }
}

/// <summary>Whether the device is there.</summary>
[JsonConverter(typeof(WireEnumConverter<LinkState>))]
public enum LinkState
{
    /// <summary>Connected.</summary>
    Online,

    /// <summary>Said goodbye.</summary>
    Stopped,

    /// <summary>Said by the broker when the connection broke.</summary>
    Lost,
}

/// <summary>An order to a device; never retained, never done twice, not done after its time to
/// live.</summary>
public sealed record Command
{
    /// <summary>Contract version.</summary>
    public required int V { get; init; }

    /// <summary>Id; a repeated one is ignored.</summary>
    public required CommandId Id { get; init; }

    /// <summary>When it was given, collector's clock, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it stays good, in milliseconds, 1 to 60,000.</summary>
    public required TimeSpan Ttl { get; init; }

    /// <summary>What to do.</summary>
    public required CommandVerb Do { get; init; }

    /// <summary>For sign-on and release: who.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>For invite: the service, where known.</summary>
    public ServiceId? Service { get; init; }

    /// <summary>Who gives the order.</summary>
    public Trigger By { get; init; } = Trigger.CounterPc;
}

/// <summary>What a device can be told.</summary>
[JsonConverter(typeof(WireEnumConverter<CommandVerb>))]
public enum CommandVerb
{
    /// <summary>Open an invitation.</summary>
    Invite,

    /// <summary>Take the open invitation back.</summary>
    Cancel,

    /// <summary>Show "paused" and take no invitation.</summary>
    Pause,

    /// <summary>End the pause.</summary>
    Resume,

    /// <summary>Sign a teller on.</summary>
    SignOn,

    /// <summary>Sign the teller off.</summary>
    SignOff,

    /// <summary>Blink, so that a technician finds the device.</summary>
    Identify,

    /// <summary>
    /// Sign this teller off once no customer is at it, as the teller has signed on elsewhere; do nothing when
    /// another one is signed on.
    /// </summary>
    Release,
}
