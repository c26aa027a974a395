using System.Device.Gpio;
using System.Device.Gpio.Drivers;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>Opens a chip by what the options call it, with whichever libgpiod the system has.</summary>
internal static class GpioChips
{
    /// <exception cref="IOException">There is no such chip, or no libgpiod.</exception>
    public static GpioDriver Open(string chip)
    {
        var name = Path.GetFileName(chip);
        try
        {
            return new LibGpiodDriver(Find(LibGpiodDriver.GetAvailableChips(), name));
        }
        catch (Exception e) when (e is PlatformNotSupportedException or DllNotFoundException
            or EntryPointNotFoundException)
        {
            return OpenSecond(name);
        }
    }

    private static GpioDriver OpenSecond(string name)
    {
        try
        {
            return new LibGpiodV2Driver(Find(LibGpiodV2Driver.GetAvailableChips(), name));
        }
        catch (Exception e) when (e is PlatformNotSupportedException or DllNotFoundException
            or EntryPointNotFoundException)
        {
            throw new IOException("libgpiod is not installed; install it, or set gpioChip:by to kernel", e);
        }
    }

    private static GpioChipInfo Find(IList<GpioChipInfo> chips, string name)
    {
        var there = string.Join(", ", chips.Select(c => $"{c.Name} ({c.Label})"));
        return chips.FirstOrDefault(c => c.Name == name || c.Label == name)
            ?? throw new IOException($"no GPIO chip '{name}'; there are: {there}");
    }
}
