using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>Output lines of a real chip.</summary>
internal sealed class ChipOutputs(SafeFileHandle lines) : IOutputLines
{
    public string? Set(ulong lit, ulong mask)
    {
        var values = new byte[Uapi.LineValues.Size];
        MemoryMarshal.Write(values.AsSpan(Uapi.LineValues.Bits), lit);
        MemoryMarshal.Write(values.AsSpan(Uapi.LineValues.Mask), mask);
        return ioctl(lines, Uapi.SetValues, values) == 0 ? null : Marshal.GetLastPInvokeErrorMessage();
    }

    public void Dispose() => lines.Dispose();

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(SafeFileHandle file, nuint request, byte[] value);
}
