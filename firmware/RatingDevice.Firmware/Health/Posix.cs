using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Firmware.Health;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static class Posix
{
    private const int ReadOnly = 0, CloseOnExec = 0x80000, ClockUnsynced = 5;

    /// <summary>Asks the kernel whether a time source has set the wall clock; needs no privilege.</summary>
    public static bool ClockIsSynced()
    {
        var question = default(Timex);
        var state = AdjTimex(ref question);
        return state is >= 0 and not ClockUnsynced;
    }

    /// <summary>Makes the names in a directory durable, as after a rename.</summary>
    public static void SyncDirectory(string path)
    {
        // Without O_DIRECTORY: its number on a PC is O_DIRECT's on ARM, which no directory takes.
        using var handle = Open(path, ReadOnly | CloseOnExec);
        if (handle.IsInvalid) throw Failed($"{path} cannot be opened");
        if (FSync(handle) != 0) throw Failed($"{path} cannot be synced");
    }

    private static IOException Failed(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}.");

    [DllImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static extern int AdjTimex(ref Timex buffer);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(SafeFileHandle handle);

    /// <summary>struct timex: 208 bytes or less on every Linux; modes 0 asks and changes nothing.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Timex
    {
        public int Modes;
    }
}
