using System.ComponentModel.DataAnnotations;
using RatingDevice.Firmware.Stack;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Options;

/// <summary>The device's options file; its attributes are its manual.</summary>
internal sealed class DeviceOptions : IValidatableObject
{
    private const string Id = "^[a-z0-9-]{1,32}$", IdRange = "1 to 32 of a-z, 0-9 and '-'";

    [Option("The bank outlet, as the registry of the branch names it.", Range = IdRange)]
    [Required, RegularExpression(Id)]
    public string? Outlet { get; set; }

    [Option("This device, as the registry names it; unique in the whole bank.", Range = IdRange)]
    [Required, RegularExpression(Id)]
    public string? Device { get; set; }

    [Option("Where journal and device key lie; on storage that survives a power cut.", Range = "a directory")]
    [Required]
    public string? DataDirectory { get; set; }

    [Option("Which set of libraries carries MQTT and drives the keys; one that is not built in is an error.")]
    public StackName Stack { get; set; } = CompiledParts.Usual;

    public CounterOptions Counter { get; set; } = new();

    public TouchOptions Touch { get; set; } = new();

    public InputEventsOptions InputEvents { get; set; } = new();

    public GpioChipOptions GpioChip { get; set; } = new();

    public VoiceOptions Voice { get; set; } = new();

    public DisplayOptions Display { get; set; } = new();

    public SignOnOptions SignOn { get; set; } = new();

    public CardReaderOptions CardReader { get; set; } = new();

    public ServiceOptions Service { get; set; } = new();

    public BrokerLinkOptions Link { get; set; } = new();

    public JournalOptions Journal { get; set; } = new();

    public HealthOptions Health { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var levels = Counter.Levels.Select(l => l.Code).ToHashSet();
        foreach (var (key, level) in InputEvents.Keys)
        {
            if (InputEvents.Enabled && !levels.Contains(level))
                yield return new($"'{level}' is not in counter:levels.", [$"inputEvents:keys:{key}"]);
        }
        foreach (var (line, level) in GpioChip.Keys)
        {
            if (GpioChip.Enabled && !levels.Contains(level))
                yield return new($"'{level}' is not in counter:levels.", [$"gpioChip:keys:{line}"]);
        }
        if (Service.Enabled && Service.HoldMs >= Counter.StuckKeyMs)
            yield return new("is not below counter:stuckKeyMs: the keys would be stuck first.",
                ["service:holdMs"]);
        if (!Touch.Enabled && !InputEvents.Enabled && !GpioChip.Enabled)
            yield return new("enable one of them; without a panel nobody can press.",
                ["touch:enabled", "inputEvents:enabled", "gpioChip:enabled"]);
    }
}
