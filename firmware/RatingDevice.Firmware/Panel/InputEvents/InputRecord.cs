using System.Runtime.InteropServices;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>The kernel's struct input_event on a 64-bit machine: time, type, code, value.</summary>
/// <param name="At">Of the clock the device was asked for.</param>
internal readonly record struct InputRecord(TimeSpan At, ushort Type, ushort Code, int Value)
{
    public const int Size = 24;

    public const ushort Syn = 0, Key = 1;

    public const ushort SynReport = 0, SynDropped = 3;

    public const int Up = 0, Down = 1;

    public static InputRecord Read(ReadOnlySpan<byte> bytes)
    {
        var seconds = MemoryMarshal.Read<long>(bytes);
        var micros = MemoryMarshal.Read<long>(bytes[8..]);
        return new InputRecord(
            Time(seconds, micros),
            MemoryMarshal.Read<ushort>(bytes[16..]),
            MemoryMarshal.Read<ushort>(bytes[18..]),
            MemoryMarshal.Read<int>(bytes[20..]));
    }

    // A pipe can say anything: rubbish becomes zero, not an overflow.
    private static TimeSpan Time(long seconds, long micros) =>
        seconds is >= 0 and < 4_000_000_000 && micros is >= 0 and < 1_000_000
            ? TimeSpan.FromMilliseconds((seconds * 1000) + (micros / 1000))
            : TimeSpan.Zero;
}
