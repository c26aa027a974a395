using System.Runtime.InteropServices;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>The kernel's struct gpio_v2_line_event.</summary>
/// <param name="At">Monotonic time of the edge, cut to the millisecond.</param>
/// <param name="Id">Which edge, of the line's logical value.</param>
/// <param name="Offset">The line, by its number on the chip.</param>
/// <param name="Seqno">Number of this event among all lines of the request, from 1.</param>
/// <param name="LineSeqno">Its number on its own line, from 1.</param>
internal readonly record struct LineEvent(TimeSpan At, uint Id, uint Offset, uint Seqno, uint LineSeqno)
{
    public const int Size = 48;

    public const uint Rising = 1, Falling = 2;

    public static LineEvent Read(ReadOnlySpan<byte> bytes) => new(
        Time(MemoryMarshal.Read<ulong>(bytes)),
        MemoryMarshal.Read<uint>(bytes[8..]),
        MemoryMarshal.Read<uint>(bytes[12..]),
        MemoryMarshal.Read<uint>(bytes[16..]),
        MemoryMarshal.Read<uint>(bytes[20..]));

    // More than a century of uptime is rubbish, and no overflow.
    private static TimeSpan Time(ulong nanoseconds) => nanoseconds < 4_000_000_000_000_000_000
        ? TimeSpan.FromMilliseconds((long)(nanoseconds / 1_000_000))
        : TimeSpan.Zero;
}
