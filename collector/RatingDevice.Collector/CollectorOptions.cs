using System.ComponentModel.DataAnnotations;
using RatingDevice.Collector.Export.Timetable;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Uplink;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Collector;

/// <summary>The collector's options file; "rating-collector options" prints it as a manual.</summary>
internal sealed class CollectorOptions
{
    [Option("Folder for store, broker and credentials; made when missing, mode 0700. Back this up.")]
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = "";

    [Option("Outlets, counters, devices and tellers, for role headoffice the bank's tree: a .json or .csv "
        + "file in UTF-8, re-read on change.")]
    [Required(AllowEmptyStrings = false)]
    public string RegistryFile { get; set; } = "";

    [Option("Which set of libraries is the broker and, in a new data directory, the store; one that is not "
        + "built in is an error.")]
    public StackName Stack { get; set; } = CompiledParts.Usual;

    [Option("Where ratings are kept.")]
    public StoreOptions Store { get; set; } = new();

    [Option("The live page and the API.")]
    public HttpOptions Http { get; set; } = new();

    [Option("The MQTT broker.")]
    public BrokerOptions Broker { get; set; } = new();

    [Option("Taking batches in.")]
    public IngestOptions Ingest { get; set; } = new();

    [Option("Watching devices.")]
    public FleetOptions Fleet { get; set; } = new();

    [Option("Exports made every day.")]
    public ExportOptions Exports { get; set; } = new();

    [Option("Statements: what an outlet says of a closed day, month or quarter, signed.")]
    public SealingOptions Statements { get; set; } = new();

    [Option("branch: takes ratings in and makes statements of them; headoffice: takes statements in, and "
        + "passes them on where there is a level above.")]
    public CollectorRole Role { get; set; } = CollectorRole.Branch;

    [Option("Id of this unit in the bank's tree: who delivers statements, and who signs receipts.")]
    public string Unit { get; set; } = "";

    [Option("Handing statements to the level above.")]
    public UplinkOptions Uplink { get; set; } = new();

    [Option("headoffice: taking statements from the levels below.")]
    public ReceivingOptions Receive { get; set; } = new();
}

/// <summary>What a collector is.</summary>
internal enum CollectorRole
{
    /// <summary>Of one or more outlets.</summary>
    Branch,

    /// <summary>Above outlets' collectors: a tier-2 or tier-1 branch, or head office.</summary>
    HeadOffice,
}

/// <summary>The live page and the API.</summary>
internal sealed class HttpOptions
{
    [Option("IP address to listen on; 127.0.0.1 keeps it on this machine, 0.0.0.0 is every network.")]
    [Required(AllowEmptyStrings = false)]
    public string Address { get; set; } = "127.0.0.1";

    [Option("TCP port; 0 chooses a free one and prints it.")]
    [Range(0, 65535)]
    public int Port { get; set; } = 8080;

    [Option("Live pages open at once; one more is refused and counted.")]
    [Range(1, 10_000)]
    public int MostViewers { get; set; } = 200;
}

/// <summary>Whose broker.</summary>
internal enum BrokerMode
{
    /// <summary>The collector runs one and looks after it.</summary>
    Own,

    /// <summary>Somebody else's.</summary>
    External,
}

/// <summary>The MQTT broker.</summary>
internal sealed class BrokerOptions
{
    [Option("own: run a broker and look after it; external: use the one at host.")]
    public BrokerMode Mode { get; set; } = BrokerMode.Own;

    [Option("own: IP address to listen on; devices elsewhere need one of this machine's network addresses.")]
    [Required(AllowEmptyStrings = false)]
    public string Address { get; set; } = "127.0.0.1";

    [Option("TCP port; with own, 0 chooses a free one, prints it and keeps it.")]
    [Range(0, 65535)]
    public int Port { get; set; } = 1883;

    [Option("external: name or address of the broker.")]
    public string? Host { get; set; }

    [Option("external: user and client id of the collector.")]
    public string User { get; set; } = "collector";

    [Option("external: file with the password; none on a broker that asks for none.")]
    public string? PasswordFile { get; set; }

    [Option("external: name of a group of collectors on one postgres store, a-z, 0-9 and '-'; each batch and "
        + "delivery goes to one of them. Each needs a user of its own. Empty: this collector is alone.")]
    [RegularExpression("[a-z0-9-]{0,32}")]
    public string Group { get; set; } = "";

    [Option("own, system stack: the mosquitto program; a bare name is also looked for in /usr/sbin.")]
    [Required(AllowEmptyStrings = false)]
    public string Program { get; set; } = "mosquitto";
}

/// <summary>Taking batches in.</summary>
internal sealed class IngestOptions
{
    [Option("Messages waiting; more are dropped and counted, and the devices send again.", Unit = "messages")]
    [Range(16, 100_000)]
    public int Queue { get; set; } = 1024;

    [Option("A commit is made once it has this many entries.", Unit = "entries")]
    [Range(1, 100_000)]
    public int GroupEntries { get; set; } = 4000;

    [Option("Refused payloads kept for a look; beyond it the oldest go, counted.", Unit = "payloads")]
    [Range(0, 1_000_000)]
    public int QuarantineMost { get; set; } = 10_000;
}

/// <summary>Watching devices.</summary>
internal sealed class FleetOptions
{
    [Option("A connected device that is quiet for this long is shown as silent.", Unit = "s")]
    [Range(1, 86_400)]
    public int SilentAfterSeconds { get; set; } = 90;

    [Option("A teller who signs on at another counter is signed off at the one before, once no customer is "
        + "at it; false: it is only reported.")]
    public bool ReleaseElsewhere { get; set; } = true;
}
