using System.Device.I2c;

namespace RatingDevice.Tests.Panel.Gpio.Display;

/// <summary>A device on an I2C bus that keeps what it is sent, and stops answering when told.</summary>
internal sealed class PlayedBus : I2cDevice
{
    private readonly List<byte[]> _sent = [];

    public bool There { get; set; } = true;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x27);

    public byte[][] Sent
    {
        get
        {
            lock (_sent) return [.. _sent];
        }
    }

    public override void Read(Span<byte> buffer)
    {
        Check();
        buffer.Clear();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Check();
        lock (_sent) _sent.Add(buffer.ToArray());
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    private void Check()
    {
        if (!There) throw new IOException("Remote I/O error");
    }
}

/// <summary>An HD44780 in 4-bit mode behind the expander's pins: what its memory holds.</summary>
internal static class PlayedLcd
{
    private const int Data = 1, Enable = 4;

    public static string Row(PlayedBus bus, int row, int columns)
    {
        var (memory, nibbles, was) = (new char[128], new List<(bool Data, int Bits)>(), 0);
        foreach (var pins in bus.Sent.SelectMany(s => s))
        {
            if ((was & Enable) != 0 && (pins & Enable) == 0) nibbles.Add(((was & Data) != 0, was >> 4));
            was = pins;
        }

        var at = 0;
        foreach (var pair in nibbles.SkipWhile(n => n.Bits == 3).Skip(1).Chunk(2).Where(p => p.Length == 2))
        {
            var value = (pair[0].Bits << 4) | pair[1].Bits;
            if (pair[0].Data) memory[at++ & 127] = (char)value;
            else if ((value & 0x80) != 0) at = value & 0x7F;
        }

        return new string(memory, row * 0x40, columns);
    }
}
