using System.Runtime.InteropServices;

namespace RatingDevice.Firmware.Health;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static class Posix
{
    private const int ReadOnly = 0, Directory = 0x10000, CloseOnExec = 0x80000, ClockUnsynced = 5;

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
        var handle = Open(path, ReadOnly | Directory | CloseOnExec);
        if (handle < 0) throw Failed($"{path} cannot be opened");
        try
        {
            if (FSync(handle) != 0) throw Failed($"{path} cannot be synced");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failed(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}.");

    [DllImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static extern int AdjTimex(ref Timex buffer);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int handle);

    /// <summary>struct timex: 208 bytes or less on every Linux; modes 0 asks and changes nothing.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Timex
    {
        public int Modes;
    }
}
