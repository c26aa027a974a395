using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RatingDevice.Firmware.Panel.Linux;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>One opened key device, and what only input devices can be asked.</summary>
/// <param name="Records">Its events.</param>
/// <param name="KernelTime">True where records carry the kernel's monotonic time; else stamp them when
/// read.</param>
/// <param name="Recording">True for a plain file: played once, or its presses would count twice.</param>
internal sealed record InputDevice(RecordReader Records, bool KernelTime, bool Recording) : IAsyncDisposable
{
    private const int Busy = 16, Monotonic = 1;

    private const nuint GrabRequest = 0x40044590, ClockRequest = 0x400445a0; // EVIOCGRAB, EVIOCSCLOCKID

    /// <summary>Opens a device node or a pipe; the node is taken for this process alone.</summary>
    /// <exception cref="IOException">Missing, not allowed, or held by another program.</exception>
    public static InputDevice Open(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path}: a folder, not an input device");
        var file = LibC.Open(path, LibC.ReadOnly);
        if (ioctl(file, GrabRequest, 1) == 0 || Marshal.GetLastPInvokeError() != Busy)
        {
            var clock = Monotonic;
            var kernelTime = ioctl(file, ClockRequest, ref clock) == 0;
            var recording = LibC.IsPlainFile(file);
            return new InputDevice(new RecordReader(file, InputRecord.Size), kernelTime, recording);
        }
        file.Dispose();
        throw new IOException($"{path}: another program has taken this device for itself; stop that program");
    }

    public ValueTask DisposeAsync() => Records.DisposeAsync();

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(SafeFileHandle file, nuint request, ref int value);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(SafeFileHandle file, nuint request, nint value);
}
