using RatingDevice.Firmware.Panel.GpioChip;

namespace RatingDevice.Firmware.Setup;

/// <summary>What the machine that is set up can tell by itself; each only a guess to begin from.</summary>
internal interface ISetupMachine
{
    string HostName { get; }

    /// <summary>Label of the chip the header's lines are on; null for none.</summary>
    string? GpioChip { get; }

    /// <summary>Path of an input device with keys; null for none.</summary>
    string? Keypad { get; }

    /// <summary>A password file that was put in its place already; null for none.</summary>
    string? PasswordFile { get; }

    bool Exists(string path);

    /// <summary>Folder of an LED; null for none.</summary>
    string? Led(string name);
}

/// <summary>This machine.</summary>
/// <param name="options">The options file.</param>
internal sealed class SetupMachine(string options) : ISetupMachine
{
    public string HostName => Environment.MachineName;

    public string? GpioChip => Labels().Where(l => l.StartsWith("pinctrl-", StringComparison.Ordinal))
        .Concat(Labels()).FirstOrDefault();

    public string? Keypad => Input("/dev/input/by-path", "*panel-keys-event")
        ?? Input("/dev/input/by-id", "*-event-kbd");

    public string? PasswordFile => PasswordBeside(options) is var path && File.Exists(path) ? path : null;

    /// <summary>Where the password is kept for the service.</summary>
    public static string PasswordBeside(string options) =>
        Path.Combine(Path.GetDirectoryName(options) ?? "", "broker-password");

    public bool Exists(string path) => File.Exists(path);

    public string? Led(string name) =>
        Path.Combine("/sys/class/leds", name) is var path && Directory.Exists(path) ? path : null;

    private static IReadOnlyList<string> Labels()
    {
        try
        {
            return Chip.Labels();
        }
        catch (IOException)
        {
            return []; // no right to ask: then it is typed in
        }
    }

    private static string? Input(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).FirstOrDefault() : null;
}
