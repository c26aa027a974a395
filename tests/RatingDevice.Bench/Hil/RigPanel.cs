using RatingDevice.Bench.Hil.Guest;
using RatingDevice.Firmware.Stack;
using RatingDevice.Hosting;

namespace RatingDevice.Bench.Hil;

/// <summary>A panel of the device in the guest: what the kernel plays for it, and who reads that.</summary>
/// <param name="Part">Its name among the parts of the bench.</param>
/// <param name="Key">Begins the names of its figures.</param>
/// <param name="Played">As a <see cref="GuestOrder"/> names it: gpio or keypad.</param>
/// <param name="By">For gpio as the device's options name it: kernel or package.</param>
internal sealed record RigPanel(string Part, string Key, string Played, string By)
{
    public static RigPanel Gpio { get; } = new("gpio", "gpio", "gpio", "kernel");

    /// <summary>The same lines through System.Device.Gpio.</summary>
    public static RigPanel GpioPackage { get; } = new("gpio-package", "gpioPackage", "gpio", "package");

    public static RigPanel Keypad { get; } = new("keypad", "keypad", "keypad", "");

    public static IReadOnlyList<RigPanel> All { get; } = [Gpio, GpioPackage, Keypad];

    public bool IsGpio => Played == "gpio";

    /// <summary>The kernel can debounce for it.</summary>
    public bool KernelDebounces => By == "kernel";

    /// <summary>
    /// Two keys at once have an order; the package tells none, and what it finds down at one moment is not
    /// taken.
    /// </summary>
    public bool TellsOrder => By != "package";

    public bool IsCompiledIn => By != "package" || CompiledParts.All.ContainsKey(StackName.Managed);

    /// <summary>What this panel calls a line: the package knows numbers only.</summary>
    public string Line(string name) => By == "package" ? $"{PlayedGpio.Number(name)}" : name;
}
