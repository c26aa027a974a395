using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Options;

/// <summary>
/// Keys, lamps and a buzzer on the lines of a GPIO chip. The defaults are the wiring of
/// hardware-docs/pinout.csv.
/// </summary>
internal sealed class GpioChipOptions : IValidatableObject
{
    private const string Line = "a line's name, or its number on the chip";

    [Option("Read keys from a GPIO chip.")]
    public bool Enabled { get; set; }

    [Option("kernel: the kernel's own interface, which stamps and numbers edges. package: "
        + "System.Device.Gpio, in the managed stack only; lines by number, no kernel debounce.")]
    public GpioBy By { get; set; } = GpioBy.Kernel;

    [Option("The chip; a label survives another order of chips.", Range = "a label, or /dev/gpiochipN")]
    public string? Chip { get; set; }

    [Option("Line to level code.", Range = Line + ", to a code of counter:levels")]
    public Dictionary<string, string> Keys { get; set; } = new()
    {
        ["17"] = "very-satisfied",
        ["27"] = "satisfied",
        ["22"] = "fair",
        ["23"] = "dissatisfied",
    };

    [Option("The teller's invite key; empty for none.", Range = Line)]
    public string? InviteKey { get; set; } = "24";

    [Option("The teller's key to sign off; empty for none.", Range = Line)]
    public string? SignOffKey { get; set; } = "5";

    [Option("A pressed key pulls its line low.")]
    public bool KeysActiveLow { get; set; } = true;

    [Option("The chip's own resistor on the key lines.", Range = "up, down or none")]
    [Required, RegularExpression("^(up|down|none)$")]
    public string Pull { get; set; } = "up";

    [Option("How long a line must be steady before the kernel reports it; 0 leaves it to the device.",
        Unit = "ms"), Range(0, 50)]
    public int KernelDebounceMs { get; set; } = 5;

    [Option("Lamps in the keys; all lit together while a customer is asked.", Range = "at most 6 lines")]
    [Length(0, 6)]
    public string[] KeyLamps { get; set; } = ["12"];

    public GpioLampOptions Lamps { get; set; } = new();

    [Option("Sounds for each press that is on disk; the same for every key. Empty for none.", Range = Line)]
    public string? Buzzer { get; set; } = "18";

    public PwmOptions Pwm { get; set; } = new();

    [Option("How long it sounds.", Unit = "ms"), Range(10, 1_000)]
    public int BuzzerMs { get; set; } = 80;

    [Option("Lamps and buzzer are on when their line is low.")]
    public bool OutputsActiveLow { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enabled) yield break;
        if (string.IsNullOrWhiteSpace(Chip))
            yield return new("is missing although gpioChip is enabled; name the chip.", ["chip"]);
        if (Keys.Count == 0) yield return new("is empty; map at least one line.", ["keys"]);
        if (Pwm.Chip is not null && (By == GpioBy.Kernel || !string.IsNullOrWhiteSpace(Buzzer)))
            yield return new("needs gpioChip:by package, and gpioChip:buzzer \"\".", ["pwm:chip"]);
        foreach (var level in Keys.Values.GroupBy(l => l).Where(g => g.Count() > 1))
            yield return new($"'{level.Key}' has two lines; wire two keys of one level together.", ["keys"]);
        foreach (var line in Lines().GroupBy(l => l).Where(g => g.Count() > 1))
            yield return new($"line '{line.Key}' is given two meanings; a line has one.", ["keys"]);
    }

    private IEnumerable<string> Lines() =>
        Keys.Keys.Concat(KeyLamps)
            .Concat([InviteKey, SignOffKey, Lamps.Invited, Lamps.Thanks, Lamps.Fault, Buzzer])
            .Where(l => !string.IsNullOrWhiteSpace(l))!;
}

/// <summary>Lamps on lines of the same chip; an empty one is not driven.</summary>
internal sealed class GpioLampOptions
{
    [Option("Lit while a customer is asked.", Range = "a line")]
    public string? Invited { get; set; }

    [Option("Lit for thanks: the press is on disk.", Range = "a line")]
    public string? Thanks { get; set; } = "16";

    [Option("Lit while the device is out of order.", Range = "a line")]
    public string? Fault { get; set; } = "26";
}

/// <summary>Who reads the lines.</summary>
internal enum GpioBy
{
    /// <summary>Panel/GpioChip.</summary>
    Kernel,

    /// <summary>Panel/Gpio.</summary>
    Package,
}

/// <summary>A buzzer that needs a frequency, on a PWM channel in place of a line.</summary>
internal sealed class PwmOptions
{
    [Option("package only: number of the PWM chip; empty for none.", Range = "a number, or empty")]
    [Range(0, 31)]
    public int? Chip { get; set; }

    [Option("Its channel."), Range(0, 31)]
    public int Channel { get; set; }

    [Option("The tone.", Unit = "Hz"), Range(100, 10_000)]
    public int Hertz { get; set; } = 2_000;
}
