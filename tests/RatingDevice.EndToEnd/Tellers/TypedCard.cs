using System.Runtime.InteropServices;

namespace RatingDevice.EndToEnd.Tellers;

/// <summary>A card reader that is a keyboard, played by a pipe of the kernel's event records.</summary>
internal sealed class TypedCard : IDisposable
{
    private const ushort Enter = 28;

    private readonly FileStream _pipe;

    public TypedCard(string path)
    {
        Path = path;
        Assert.Equal(0, mkfifo(path, 0x180));
        _pipe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
    }

    public string Path { get; }

    /// <summary>Types digits and Enter.</summary>
    public void Show(string digits)
    {
        var codes = digits.Select(d => (ushort)(d == '0' ? 11 : d - '0' + 1)).Append(Enter);
        _pipe.Write([.. codes.SelectMany(c =>
            (byte[])[.. Record(1, c, 1), .. Record(1, c, 0), .. Record(0, 0, 0)])]);
        _pipe.Flush();
    }

    public void Dispose() => _pipe.Dispose();

    private static byte[] Record(ushort type, ushort code, int value)
    {
        var record = new byte[24]; // seconds and microseconds, which a pipe's reader does not believe
        BitConverter.TryWriteBytes(record.AsSpan(16), type);
        BitConverter.TryWriteBytes(record.AsSpan(18), code);
        BitConverter.TryWriteBytes(record.AsSpan(20), value);
        return record;
    }

    [DllImport("libc")]
    private static extern int mkfifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
