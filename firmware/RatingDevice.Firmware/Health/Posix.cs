using System.Runtime.InteropServices;

namespace RatingDevice.Firmware.Health;

/// <summary>The call of the C library that .NET does not offer.</summary>
internal static class Posix
{
    private const int ClockUnsynced = 5;

    /// <summary>Asks the kernel whether a time source has set the wall clock; needs no privilege.</summary>
    public static bool ClockIsSynced()
    {
        var question = default(Timex);
        var state = AdjTimex(ref question);
        return state is >= 0 and not ClockUnsynced;
    }

    [DllImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static extern int AdjTimex(ref Timex buffer);

    /// <summary>struct timex: 208 bytes or less on every Linux; modes 0 asks and changes nothing.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Timex
    {
        public int Modes;
    }
}
