using RatingDevice.Collector.Stack;
using RatingDevice.Hosting;

namespace RatingDevice.Demo.Processes;

/// <summary>How large a branch is and how quick its counters are.</summary>
internal sealed record BranchPlan
{
    public int Devices { get; init; } = 3;

    /// <summary>False where somebody else runs the devices; options and credentials are made all the same.
    /// </summary>
    public bool StartDevices { get; init; } = true;

    /// <summary>How long an invitation stays open, in ms.</summary>
    public int WindowMs { get; init; } = 15_000;

    /// <summary>How long another key replaces, in ms.</summary>
    public int GraceMs { get; init; } = 3_000;

    /// <summary>How long thanks is shown, in ms.</summary>
    public int ThanksMs { get; init; } = 2_000;

    /// <summary>First wait before a device calls its broker again, in ms.</summary>
    public int BackoffFirstMs { get; init; } = 200;

    /// <summary>Longest such wait, in ms.</summary>
    public int BackoffMostMs { get; init; } = 2_000;

    /// <summary>How long a device waits for an ack before it sends again, in ms.</summary>
    public int AckTimeoutMs { get; init; } = 2_000;

    /// <summary>Words before a device's program; null for none.</summary>
    public Func<string, IReadOnlyList<string>>? Before { get; init; }

    /// <summary>
    /// Devices the registry knows and nobody starts: id to pinned key fingerprint, or null.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Absent { get; init; } = new Dictionary<string, string?>();

    /// <summary>A broker somebody else runs; null: the collector runs its own.</summary>
    public ForeignBroker? Broker { get; init; }

    /// <summary>
    /// The stack of both programs: what RATING_STACK in the environment says, or else what they were built
    /// for.
    /// </summary>
    public StackName Stack { get; init; } = Asked() ?? CompiledParts.Usual;

    /// <summary>Collectors; more than one share a database and an outside broker.</summary>
    public int Collectors { get; init; } = 1;

    /// <summary>Where the further collectors are; null: at <see cref="Broker"/>. Devices go there
    /// when the other one is away.</summary>
    public ForeignBroker? OtherBroker { get; init; }

    /// <summary>The collector's database; null: its store lies in its folder.</summary>
    public BranchDatabase? Database { get; init; }

    /// <summary>True where the collector's own broker is no process of its own.</summary>
    public bool BrokerIsInside => Broker is null && Stack == StackName.Managed;

    /// <summary>
    /// Called with each device and its data folder before any device is started; null for nothing.
    /// </summary>
    public Action<string, string>? Prepare { get; init; }

    /// <summary>Shows the programs' log lines; they are in files in any case.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>
    /// A branch in which so many presses a second fit: an invitation, its thanks and an unanswered one now
    /// and
    /// then take their time at a counter, and that must stay below what a counter has for each press.
    /// </summary>
    public static BranchPlan ForRate(int devices, double rate)
    {
        var room = (int)(1000 * devices / rate);
        return new BranchPlan
        {
            Devices = devices,
            WindowMs = Math.Clamp(room * 4, 1_000, 15_000),
            GraceMs = Math.Clamp(room * 2 / 5, 100, 3_000),
            ThanksMs = Math.Clamp(room / 2, 200, 2_000),
        };
    }

    private static StackName? Asked() => Environment.GetEnvironmentVariable("RATING_STACK") switch
    {
        null or "" => null,
        "system" => StackName.System,
        "managed" => StackName.Managed,
        var other => throw new InvalidOperationException(
            $"RATING_STACK is '{other}'; write system or managed, or leave it out."),
    };
}

/// <summary>A broker somebody else runs.</summary>
/// <param name="Port">On loopback.</param>
/// <param name="PasswordFile">Where a user's password stands, by user.</param>
internal sealed record ForeignBroker(int Port, Func<string, string> PasswordFile);
