using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Options;

/// <summary>The kiosk page that the device serves itself.</summary>
internal sealed class TouchOptions
{
    [Option("Serve the touch page.")]
    public bool Enabled { get; set; } = true;

    [Option("Address to listen on; only loopback keeps the network from the keys.", Range = "an IP address")]
    [Required, RegularExpression("^[0-9a-fA-F.:]+$|^localhost$")]
    public string Address { get; set; } = "127.0.0.1";

    [Option("TCP port; 0 lets the system choose, the ready line tells which."), Range(0, 65_535)]
    public int Port { get; set; } = 8090;
}

/// <summary>Keys and lamps that the Linux kernel drives.</summary>
internal sealed class InputEventsOptions : IValidatableObject
{
    [Option("Read a kernel input device.")]
    public bool Enabled { get; set; }

    [Option("The device, best by a name that survives replugging: /dev/input/by-id/….", Range = "a path")]
    public string? Path { get; set; }

    [Option("Kernel key name to level code.", Range = "KEY_… to a code of counter:levels")]
    public Dictionary<string, string> Keys { get; set; } = new()
    {
        ["KEY_1"] = "very-satisfied",
        ["KEY_2"] = "satisfied",
        ["KEY_3"] = "fair",
        ["KEY_4"] = "dissatisfied",
    };

    [Option("The teller's invite key; empty for none.", Range = "a kernel key name")]
    public string? InviteKey { get; set; } = "KEY_ENTER";

    [Option("The teller's key to sign off; empty for none.", Range = "a kernel key name")]
    public string? SignOffKey { get; set; } = "KEY_ESC";

    public LampOptions Lamps { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Enabled && string.IsNullOrWhiteSpace(Path))
            yield return new("is missing although inputEvents is enabled; name the device.", ["path"]);
    }
}

/// <summary>LED class lamps; those left out are not driven.</summary>
internal sealed class LampOptions
{
    [Option("Lit while a customer is asked.", Range = "a folder below /sys/class/leds")]
    public string? Invited { get; set; }

    [Option("Lit for thanks: the press is on disk.", Range = "a folder below /sys/class/leds")]
    public string? Thanks { get; set; }

    [Option("Lit while the device is out of order.", Range = "a folder below /sys/class/leds")]
    public string? Fault { get; set; }
}
