using System.Collections.Immutable;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Capture;

/// <summary>What a counter offers and for how long.</summary>
internal sealed record CounterSettings(
    IReadOnlyList<LevelCode> Levels, TimeSpan Window, TimeSpan Grace, TimeSpan Thanks, TimeSpan Debounce)
{
    /// <summary>A key that is down for longer is stuck.</summary>
    public TimeSpan Stuck { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How tellers sign on and off.</summary>
    public SignOnSettings SignOn { get; init; } = new();

    /// <summary>How a technician tries the device.</summary>
    public ServiceSettings Service { get; init; } = new();
}

/// <summary>All that a counter knows. Immutable; <see cref="Counter"/> makes the next one.</summary>
internal sealed record CounterState
{
    /// <summary>Number of the last entry written: an entry that answers another names it by number.</summary>
    public required long Head { get; init; }

    /// <summary>Latest time seen; never goes back.</summary>
    public required TimeSpan Up { get; init; }

    /// <summary>Signed on, as the journal has it.</summary>
    public TellerId? Teller { get; init; }

    /// <summary>When the teller signed on in this boot; null for nobody, or since before it.</summary>
    public TimeSpan? TellerUp { get; init; }

    /// <summary>When by the synced clock of an earlier start; null where that is not known.</summary>
    public DateTimeOffset? TellerAt { get; init; }

    /// <summary>Is to be signed off as soon as no customer is at it.</summary>
    public TellerId? Leaving { get; init; }

    /// <summary>Whose cards and PINs are good.</summary>
    public TellerBook Book { get; init; } = TellerBook.Empty;

    /// <summary>A PIN being typed on the keys.</summary>
    public PinTyping? Typing { get; init; }

    public SignOnTries Tries { get; init; } = SignOnTries.None;

    /// <summary>Set in service mode: no press counts.</summary>
    public ServiceRun? Service { get; init; }

    /// <summary>When anything was last done at the counter.</summary>
    public TimeSpan LastUse { get; init; }

    /// <summary>Signed on, whether or not the journal could take it yet.</summary>
    public TellerId? TellerNow => Outage is { } outage ? outage.Teller : Teller;

    /// <summary>Open: a press is a rating.</summary>
    public Invitation? Invitation { get; init; }

    /// <summary>The last rating, while it is thanked for or may be changed.</summary>
    public Answer? Answer { get; init; }

    public bool Paused { get; init; }

    public TimeSpan IdentifyUntil { get; init; }

    /// <summary>
    /// Faults that last, in the order they began. The same object as long as they do not change.
    /// </summary>
    public IReadOnlyList<FaultCode> Faults { get; init; } = [];

    public StrayTally Strays { get; init; } = StrayTally.None;

    /// <summary>Commands done or refused lately: a repeated one is ignored.</summary>
    public ImmutableQueue<CommandId> Seen { get; init; } = [];

    /// <summary>Set while the journal takes nothing.</summary>
    public Outage? Outage { get; init; }
}

/// <summary>A customer was asked.</summary>
/// <param name="N">Number of the "invited" entry.</param>
/// <param name="At">Monotonic time of it.</param>
/// <param name="Deadline">A press at this moment is too late.</param>
internal sealed record Invitation(
    long N, TimeSpan At, TimeSpan Deadline, TellerId? Teller, ServiceId? Service, Trigger By);

/// <summary>A customer answered.</summary>
/// <param name="N">Number of the "rated" entry.</param>
/// <param name="ChangeUntil">Until then another key replaces it.</param>
/// <param name="ShownUntil">Until then the panel says thanks.</param>
internal sealed record Answer(
    Invitation To, long N, LevelCode Level, TimeSpan ChangeUntil, TimeSpan ShownUntil);

/// <summary>The journal takes nothing: no thanks is given, what could not be written is counted.</summary>
/// <param name="Code">Not writable, or full.</param>
/// <param name="RetryAt">When writing is tried again.</param>
/// <param name="Missed">Presses not written.</param>
/// <param name="Teller">Who is at the counter now; the entries for it are written afterwards.</param>
/// <param name="By">How that one signed on or off.</param>
/// <param name="Waiting">Entries that must not be lost, other than presses; <see cref="Most"/> at
/// most.</param>
/// <param name="Dropped">Entries beyond that: the end of the fault says how many.</param>
internal sealed record Outage(
    FaultCode Code,
    TimeSpan RetryAt,
    int Missed,
    TellerId? Teller,
    Trigger By,
    ImmutableList<Entry> Waiting,
    int Dropped = 0)
{
    public const int Most = 64;

    /// <summary>What that one showed, and why that one was signed off unasked.</summary>
    public SignOnProof? With { get; init; }

    public SignOffReason? Why { get; init; }

    public static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);
}

/// <summary>
/// Presses outside a window in the current minute. A child playing with the keys must not fill the journal.
/// </summary>
/// <param name="MinuteEnds">When the held ones are written; null before the first stray.</param>
/// <param name="Lines">Lines written in this minute.</param>
/// <param name="Held">Presses not yet written.</param>
/// <param name="Last">The key of the last held one.</param>
internal sealed record StrayTally(TimeSpan? MinuteEnds, int Lines, int Held, LevelCode Last)
{
    public const int LinesPerMinute = 60;

    public static readonly StrayTally None = new(null, 0, 0, default);
}

/// <summary>A transition: the state to take on once the entries are on disk.</summary>
internal readonly record struct CounterStep(CounterState Next, IReadOnlyList<Entry> Entries);
