using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using RatingDevice.Firmware.Panel.Linux;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>One opened /dev/gpiochipN.</summary>
internal sealed class Chip : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly byte[] _info = new byte[Uapi.ChipInfo.Size];

    private Chip(string path)
    {
        Path = path;
        _file = LibC.Open(path, LibC.ReadWrite);
        if (ioctl(_file, Uapi.GetChipInfo, _info) == 0) return;
        _file.Dispose();
        throw new IOException($"{path}: not a GPIO chip");
    }

    public string Path { get; }

    private uint Lines => MemoryMarshal.Read<uint>(_info.AsSpan(Uapi.ChipInfo.Lines));

    /// <summary>Opens a chip by path, label or name.</summary>
    /// <exception cref="IOException">None or two of them; the message says what there is.</exception>
    public static Chip Open(string chip)
    {
        if (chip.StartsWith('/')) return new Chip(chip);
        var there = new List<string>();
        Chip? found = null;
        foreach (var path in Directory.EnumerateFiles("/dev", "gpiochip*").Order(StringComparer.Ordinal))
        {
            var next = new Chip(path);
            var label = Text(next._info, Uapi.ChipInfo.Label);
            there.Add($"{path} '{label}'");
            if (chip != label && chip != Text(next._info, Uapi.ChipInfo.Name)) next.Dispose();
            else if (found is null) found = next;
            else
            {
                next.Dispose();
                found.Dispose();
                throw new IOException($"two GPIO chips are labelled '{chip}'; name one by its path");
            }
        }
        return found ?? throw new IOException(
            $"no GPIO chip '{chip}'; there are: {(there.Count > 0 ? string.Join(", ", there) : "none")}");
    }

    /// <summary>The labels of all chips of this machine.</summary>
    /// <exception cref="IOException">One of them cannot be asked.</exception>
    public static IReadOnlyList<string> Labels()
    {
        var labels = new List<string>();
        foreach (var path in Directory.EnumerateFiles("/dev", "gpiochip*").Order(StringComparer.Ordinal))
        {
            using var chip = new Chip(path);
            labels.Add(Text(chip._info, Uapi.ChipInfo.Label));
        }
        return labels;
    }

    /// <summary>A line's number, from its number or name.</summary>
    /// <exception cref="IOException">No such line, or two of that name.</exception>
    public uint Find(string line)
    {
        if (uint.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number < Lines ? number
                : throw new IOException($"{Path} has no line {number}; its last is {Lines - 1}");
        }
        uint[] named = [.. Numbers().Where(n => Text(Info(n), Uapi.LineInfo.Name) == line)];
        return named.Length == 1 ? named[0] : throw new IOException(named.Length == 0
            ? $"{Path} has no line named '{line}'; use its number"
            : $"{Path} has {named.Length} lines named '{line}'; use a number");
    }

    /// <summary>Requests lines; null with the reason where the kernel refuses.</summary>
    public SafeFileHandle? Request(byte[] request, out string refused)
    {
        refused = "";
        if (ioctl(_file, Uapi.GetLine, request) == 0)
            return new SafeFileHandle(LineRequest.File(request), ownsHandle: true);
        refused = $"{Path}: {Marshal.GetLastPInvokeErrorMessage()}";
        return null;
    }

    /// <summary>Who holds one of these lines, for a message; empty when nobody does.</summary>
    public string Holder(IEnumerable<uint> lines) => lines
        .Select(n => (Line: n, Who: Text(Info(n), Uapi.LineInfo.Consumer)))
        .Where(held => held.Who.Length > 0)
        .Select(held => $"; line {held.Line} is held by '{held.Who}'")
        .FirstOrDefault("");

    public void Dispose() => _file.Dispose();

    private IEnumerable<uint> Numbers()
    {
        for (var n = 0u; n < Lines; n++) yield return n;
    }

    private byte[] Info(uint line)
    {
        var info = new byte[Uapi.LineInfo.Size];
        MemoryMarshal.Write(info.AsSpan(Uapi.LineInfo.Offset), line);
        if (ioctl(_file, Uapi.GetLineInfo, info) == 0) return info;
        throw new IOException($"{Path}, line {line}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static string Text(byte[] info, int at)
    {
        var name = info.AsSpan(at, Uapi.NameSize);
        var end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(SafeFileHandle file, nuint request, [In, Out] byte[] value);
}
