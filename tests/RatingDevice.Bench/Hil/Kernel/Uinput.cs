using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RatingDevice.Bench.Hil.Kernel;

/// <summary>
/// An input device that the kernel plays (uinput): keys that can be pressed, LEDs that can be read.
/// </summary>
internal sealed class Uinput : IDisposable
{
    private const string Node = "/dev/uinput";
    private const ushort Syn = 0, Key = 1, Led = 0x11;
    private const nuint SetEvents = 0x40045564, SetKey = 0x40045565, SetLed = 0x40045569, Setup = 0x405c5503,
        Create = 0x5501, Destroy = 0x5502, SysName = 0x8040552c;
    private const int Record = 24, Writing = 2, NonBlocking = 0x800;

    private readonly SafeFileHandle _file;
    private readonly HashSet<ushort> _lit = [];

    private Uinput(SafeFileHandle file) => _file = file;

    public static bool Available => File.Exists(Node);

    /// <summary>Its folder in sysfs, /sys/devices/virtual/input/inputN.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>The device that programs open.</summary>
    public string Device =>
        "/dev/input/" + Path.GetFileName(Directory.EnumerateDirectories(Folder, "event*").Single());

    /// <param name="name">As the kernel shows it.</param>
    /// <param name="keys">Key codes it has.</param>
    /// <param name="leds">LED codes it has.</param>
    public static Uinput Make(string name, IReadOnlyList<ushort> keys, IReadOnlyList<ushort> leds)
    {
        var made = new Uinput(open(Node, Writing | NonBlocking));
        if (made._file.IsInvalid) throw new IOException($"{Node}: {Marshal.GetLastPInvokeErrorMessage()}");
        if (keys.Count > 0) Must(ioctl(made._file, SetEvents, Key));
        foreach (var key in keys) Must(ioctl(made._file, SetKey, key));
        if (leds.Count > 0) Must(ioctl(made._file, SetEvents, Led));
        foreach (var led in leds) Must(ioctl(made._file, SetLed, led));
        var setup = new byte[92];
        setup[0] = 3; // BUS_USB
        Encoding.ASCII.GetBytes(name, setup.AsSpan(8));
        Must(ioctl(made._file, Setup, setup));
        Must(ioctl(made._file, Create, 0));
        var sysName = new byte[64];
        Must(ioctl(made._file, SysName, sysName));
        var input = Encoding.ASCII.GetString(sysName).TrimEnd('\0');
        made.Folder = $"/sys/devices/virtual/input/{input}";
        return made;
    }

    public void Set(ushort key, bool down)
    {
        byte[] both = [.. Event(Key, key, down ? 1 : 0), .. Event(Syn, 0, 0)];
        if (write(_file, both, (nuint)both.Length) != both.Length)
            throw new IOException($"{Node}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Whether a LED was last told to light.</summary>
    public bool IsLit(ushort led)
    {
        var some = new byte[Record * 64];
        for (int n; (n = (int)read(_file, some, (nuint)some.Length)) > 0;)
        {
            for (var i = 0; i < n; i += Record)
            {
                var type = BitConverter.ToUInt16(some, i + 16);
                var code = BitConverter.ToUInt16(some, i + 18);
                if (type != Led) continue;
                if (BitConverter.ToInt32(some, i + 20) != 0) _lit.Add(code);
                else _lit.Remove(code);
            }
        }
        return _lit.Contains(led);
    }

    public void Dispose()
    {
        _ = ioctl(_file, Destroy, 0);
        _file.Dispose();
    }

    private static byte[] Event(ushort type, ushort code, int value) =>
    [
        .. new byte[16], .. BitConverter.GetBytes(type), .. BitConverter.GetBytes(code),
        .. BitConverter.GetBytes(value),
    ];

    private static void Must(int result)
    {
        if (result < 0) throw new IOException($"{Node}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern SafeFileHandle open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(SafeFileHandle file, [Out] byte[] bytes, nuint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(SafeFileHandle file, byte[] bytes, nuint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(SafeFileHandle file, nuint request, nint value);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(SafeFileHandle file, nuint request, [In, Out] byte[] value);
}
