using System.Runtime.InteropServices;
using System.Text;
using At = RatingDevice.Firmware.Panel.GpioChip.Uapi.LineRequest;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>What the kernel is asked for, byte by byte; pure.</summary>
internal static class LineRequest
{
    private const string Consumer = "rating-device";

    /// <summary>Both edges of the keys, numbered and stamped by the kernel.</summary>
    /// <param name="offsets">The lines, in the order of their bits.</param>
    /// <param name="wiring">How they are wired.</param>
    /// <param name="debounce">Steady time before the kernel reports an edge; zero for at once.</param>
    public static byte[] Keys(IReadOnlyList<uint> offsets, KeyWiring wiring, TimeSpan debounce)
    {
        var flags = Uapi.Input | Uapi.RisingEdge | Uapi.FallingEdge | wiring.Pull switch
        {
            KeyPull.Up => Uapi.PullUp,
            KeyPull.Down => Uapi.PullDown,
            _ => Uapi.NoPull,
        };
        var request = Of(offsets, flags, wiring.ActiveLow);
        MemoryMarshal.Write(request.AsSpan(At.EventBuffer), Uapi.MostEvents);
        if (debounce > TimeSpan.Zero)
            AddAttribute(request, Uapi.Debounce, (uint)(debounce.Ticks / TimeSpan.TicksPerMicrosecond));
        return request;
    }

    /// <summary>Lamps and buzzer, which come up as they shall be: no flash in between.</summary>
    public static byte[] Outputs(IReadOnlyList<uint> offsets, bool activeLow, ulong lit)
    {
        var request = Of(offsets, Uapi.Output, activeLow);
        AddAttribute(request, Uapi.OutputValues, lit);
        return request;
    }

    /// <summary>The lines' own file, as the kernel answered.</summary>
    public static int File(ReadOnlySpan<byte> answered) => MemoryMarshal.Read<int>(answered[At.File..]);

    private static byte[] Of(IReadOnlyList<uint> offsets, ulong flags, bool activeLow)
    {
        var request = new byte[At.Size];
        foreach (var (i, offset) in offsets.Index())
            MemoryMarshal.Write(request.AsSpan(At.Offsets + (i * sizeof(uint))), offset);
        MemoryMarshal.Write(request.AsSpan(At.LineCount), offsets.Count);
        Encoding.ASCII.GetBytes(Consumer, request.AsSpan(At.Consumer));
        MemoryMarshal.Write(request.AsSpan(At.Flags), flags | (activeLow ? Uapi.ActiveLow : 0));
        return request;
    }

    private static void AddAttribute(byte[] request, uint id, ulong value)
    {
        var lines = MemoryMarshal.Read<int>(request.AsSpan(At.LineCount));
        MemoryMarshal.Write(request.AsSpan(At.AttributeCount), 1);
        MemoryMarshal.Write(request.AsSpan(At.AttributeId), id);
        MemoryMarshal.Write(request.AsSpan(At.AttributeValue), value);
        MemoryMarshal.Write(request.AsSpan(At.AttributeMask), ulong.MaxValue >> (64 - lines));
    }
}
