using RatingDevice.Wire;

namespace RatingDevice.Firmware.Health;

/// <summary>Which run of the operating system this is.</summary>
internal static class BootIdentity
{
    private const string Path = "/proc/sys/kernel/random/boot_id";

    public static BootId Read() => Parse(File.ReadAllText(Path));

    /// <param name="text">A UUID; without its dashes it is just as long as an id may be.</param>
    public static BootId Parse(string text) =>
        BootId.Parse(text.Trim().Replace("-", "", StringComparison.Ordinal));
}
