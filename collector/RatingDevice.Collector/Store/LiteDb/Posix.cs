using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>What .NET has no name for: whole-file locks that wait or do not; a sync of a folder.</summary>
internal static class Posix
{
    private const int ReadOnly = 0, Create = 0x40, CloseOnExec = 0x80000, OwnerAndGroup = 0x1A0; // 0640

    private const int Shared = 1, Exclusive = 2, DoNotWait = 4, Unlock = 8;

    /// <summary>Makes names made in a folder last.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void SyncFolder(string folder)
    {
        using var handle = Open(folder, ReadOnly);
        if (fsync(handle) != 0) throw Failed(folder);
    }

    /// <summary>Held by nobody else until disposed; null where somebody holds it.</summary>
    public static IDisposable? TryHold(string path) => Lock(path, Exclusive | DoNotWait);

    /// <summary>Held together with others until disposed; waits for who holds it alone.</summary>
    public static IDisposable Share(string path) => Lock(path, Shared)!;

    private static HeldLock? Lock(string path, int how)
    {
        var handle = Open(path, ReadOnly | Create);
        while (flock(handle, how) != 0)
        {
            const int Interrupted = 4, WouldBlock = 11;
            var error = Marshal.GetLastPInvokeError();
            if (error == Interrupted) continue;
            var failed = Failed(path);
            handle.Dispose();
            return error == WouldBlock ? null : throw failed;
        }

        return new(handle);
    }

    private static SafeFileHandle Open(string path, int flags)
    {
        var handle = open(path, flags | CloseOnExec, OwnerAndGroup);
        if (!handle.IsInvalid) return handle;
        var failed = Failed(path);
        handle.Dispose();
        throw failed;
    }

    private static IOException Failed(string path) => new($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");

    // Let go of by name: a child that was forked and is not yet another program holds the file open too.
    private sealed class HeldLock(SafeFileHandle file) : IDisposable
    {
        public void Dispose()
        {
            if (!file.IsClosed) _ = flock(file, Unlock);
            file.Dispose();
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle open(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(SafeFileHandle file);

    [DllImport("libc", SetLastError = true)]
    private static extern int flock(SafeFileHandle file, int how);
}
