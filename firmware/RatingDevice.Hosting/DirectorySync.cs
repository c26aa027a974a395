using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Hosting;

/// <summary>Makes the names in a directory durable, as after a rename; .NET has no call for it.</summary>
public static class DirectorySync
{
    private const int ReadOnly = 0, CloseOnExec = 0x80000;

    /// <exception cref="IOException">It cannot be opened or synced.</exception>
    public static void Run(string path)
    {
        // Without O_DIRECTORY: its number on a PC is O_DIRECT's on ARM, which no directory takes.
        using var handle = Open(path, ReadOnly | CloseOnExec);
        if (handle.IsInvalid) throw Failed($"{path} cannot be opened");
        if (FSync(handle) != 0) throw Failed($"{path} cannot be synced");
    }

    private static IOException Failed(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(SafeFileHandle handle);
}
