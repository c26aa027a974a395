using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>Levels of requested lines, bit by bit in the order of the request.</summary>
internal static class ChipLines
{
    /// <summary>Which lines are active now; null where the kernel does not tell.</summary>
    public static ulong? Read(SafeFileHandle lines)
    {
        var values = Values(0, ulong.MaxValue);
        return ioctl(lines, Uapi.GetValues, values) == 0
            ? MemoryMarshal.Read<ulong>(values.AsSpan(Uapi.LineValues.Bits))
            : null;
    }

    /// <summary>Sets the lines of a mask; null, or why it failed.</summary>
    public static string? Set(SafeFileHandle lines, ulong lit, ulong mask) =>
        ioctl(lines, Uapi.SetValues, Values(lit, mask)) == 0 ? null : Marshal.GetLastPInvokeErrorMessage();

    private static byte[] Values(ulong bits, ulong mask)
    {
        var values = new byte[Uapi.LineValues.Size];
        MemoryMarshal.Write(values.AsSpan(Uapi.LineValues.Bits), bits);
        MemoryMarshal.Write(values.AsSpan(Uapi.LineValues.Mask), mask);
        return values;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(SafeFileHandle file, nuint request, [In, Out] byte[] value);
}

/// <summary>Output lines of a real chip.</summary>
internal sealed class ChipOutputs(SafeFileHandle lines) : IOutputLines
{
    public string? Set(ulong lit, ulong mask) => ChipLines.Set(lines, lit, mask);

    public void Dispose() => lines.Dispose();
}
