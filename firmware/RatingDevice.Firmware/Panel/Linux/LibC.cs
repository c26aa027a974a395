using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Firmware.Panel.Linux;

/// <summary>What .NET has no name for: open without waiting, wait for two files.</summary>
internal static class LibC
{
    public const int ReadOnly = 0, WriteOnly = 1, ReadWrite = 2, Truncate = 0x200;

    private const int NonBlocking = 0x800, CloseOnExec = 0x80000;

    public const short PollIn = 1;

    public const int Interrupted = 4, TryAgain = 11;

    /// <exception cref="IOException">Not there or not allowed.</exception>
    public static SafeFileHandle Open(string path, int flags)
    {
        var handle = open(path, flags | NonBlocking | CloseOnExec);
        if (!handle.IsInvalid) return handle;
        var why = Marshal.GetLastPInvokeErrorMessage();
        handle.Dispose();
        throw new IOException($"{path}: {why}");
    }

    /// <summary>A handle that is readable once <see cref="Wake"/> was called.</summary>
    /// <exception cref="IOException">No more files may be open.</exception>
    public static SafeFileHandle OpenWaker()
    {
        var waker = eventfd(0, CloseOnExec | NonBlocking);
        if (waker.IsInvalid) throw new IOException($"eventfd: {Marshal.GetLastPInvokeErrorMessage()}");
        return waker;
    }

    public static void Wake(SafeFileHandle waker) => write(waker, 1UL, sizeof(ulong));

    /// <summary>True for a plain file: it ends, and opened again it would tell the same once more.</summary>
    public static bool IsPlainFile(SafeFileHandle file) => lseek(file, 0, 1) >= 0;

    /// <summary>Bytes read, 0 at the end, -1 with the error number.</summary>
    public static int Read(SafeFileHandle file, byte[] buffer, out int error)
    {
        var n = (int)read(file, buffer, (nuint)buffer.Length);
        error = n < 0 ? Marshal.GetLastPInvokeError() : 0;
        return n;
    }

    /// <summary>
    /// Waits until one of two files is readable or broken. False after a signal, or when the time is up.
    /// </summary>
    /// <param name="mostMs">Longest wait, in ms; -1 for none.</param>
    public static bool Wait(
        SafeFileHandle first, SafeFileHandle second, int mostMs, out short one, out short two)
    {
        PollFile[] files = [new((int)first.DangerousGetHandle()), new((int)second.DangerousGetHandle())];
        var ready = poll(files, 2, mostMs) > 0;
        (one, two) = (files[0].Happened, files[1].Happened);
        return ready;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle eventfd(uint first, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(SafeFileHandle file, [Out] byte[] buffer, nuint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(SafeFileHandle file, in ulong value, nuint count);

    [DllImport("libc", SetLastError = true)]
    private static extern long lseek(SafeFileHandle file, long offset, int from);

    [DllImport("libc", SetLastError = true)]
    private static extern int poll([In, Out] PollFile[] files, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFile(int file)
    {
        public int File = file;
        public short Wanted = PollIn;
        public short Happened;
    }
}
