using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.InputEvents;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>A keypad played by a named pipe of event records, and lamps played by files.</summary>
internal sealed partial class FifoRig : PanelRig
{
    public const ushort Key1 = 2, Key2 = 3, Key3 = 4, Key4 = 5, KeyEnter = 28, KeyPad1 = 79;

    private readonly InputEventsPanel _panel;
    private FileStream? _keypad;

    public FifoRig(ILogger? logger = null)
    {
        Home = Directory.CreateTempSubdirectory("panel-").FullName;
        foreach (var lamp in new[] { "invited", "thanks" })
        {
            Directory.CreateDirectory(LampPath(lamp));
            File.WriteAllText(Path.Combine(LampPath(lamp), "brightness"), "0\n");
        }
        File.WriteAllText(Path.Combine(LampPath("thanks"), "max_brightness"), "255\n");
        File.WriteAllText(LampPath("fault"), "0\n");
        var keys = new Dictionary<string, LevelCode>
        {
            ["KEY_1"] = Levels[0], ["KEY_KP1"] = Levels[0], ["KEY_2"] = Levels[1], ["KEY_3"] = Levels[2],
            ["KEY_4"] = Levels[3],
        };
        var lamps = new InputEventsLamps(LampPath("invited"), LampPath("thanks"), LampPath("fault"));
        var settings = new InputEventsSettings(Fifo, keys, "KEY_ENTER", lamps);
        _panel = new InputEventsPanel(settings, Clock, logger ?? NullLogger.Instance);
        Return();
    }

    public string Home { get; }

    public string Fifo => Path.Combine(Home, "event0");

    public override IPanel Panel => _panel;

    /// <summary>Bytes in the pipe that the panel has not read yet.</summary>
    public int Unread
    {
        get
        {
            const nuint HowMany = 0x541B; // FIONREAD
            Assert.Equal(0, ioctl(_keypad!.SafeFileHandle, HowMany, out var bytes));
            return bytes;
        }
    }

    public string LampPath(string name) => Path.Combine(Home, name);

    /// <summary>What the lamp shows: the number in its brightness file.</summary>
    public string Lamp(string name)
    {
        var path = LampPath(name);
        return File.ReadAllText(Directory.Exists(path) ? Path.Combine(path, "brightness") : path).Trim();
    }

    public override Task PressAsync(LevelCode level)
    {
        var code = Code(level);
        Write(EventRecords.Key(code, 1), EventRecords.Report, EventRecords.Key(code, 0), EventRecords.Report);
        return Task.CompletedTask;
    }

    public override Task PressBothAsync(LevelCode one, LevelCode other)
    {
        var (a, b) = (Code(one), Code(other));
        Write(EventRecords.Key(a, 1), EventRecords.Key(b, 1), EventRecords.Report,
            EventRecords.Key(a, 0), EventRecords.Key(b, 0), EventRecords.Report);
        return Task.CompletedTask;
    }

    public override Task<bool> ShowsAsync(PanelView view)
    {
        var lights = LampLights.Of(view, blink: true);
        return Task.FromResult(
            (lights.Invited, lights.Thanks, lights.Fault)
            == (Lamp("invited") == "1", Lamp("thanks") == "255", Lamp("fault") == "1"));
    }

    public void Write(params byte[][] records) => Write([.. records.SelectMany(r => r)]);

    public void Write(byte[] bytes)
    {
        _keypad!.Write(bytes);
        _keypad.Flush();
    }

    public override void Lose()
    {
        File.Delete(Fifo);
        _keypad?.Dispose();
        _keypad = null;
    }

    public override void Return()
    {
        Assert.Equal(0, mkfifo(Fifo, 0x180));
        // Both ways, so that opening does not wait for the panel; the panel alone reads.
        _keypad = new FileStream(Fifo, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
    }

    public override async ValueTask DisposeAsync()
    {
        _keypad?.Dispose();
        await base.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    private static ushort Code(LevelCode level) => (ushort)(Key1 + Array.IndexOf(Levels, level));

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkfifo(string path, uint mode);

    [LibraryImport("libc")]
    private static partial int ioctl(SafeFileHandle file, nuint request, out int value);
}

/// <summary>Records as the kernel writes them.</summary>
internal static class EventRecords
{
    public static byte[] Report => Record(InputRecord.Syn, InputRecord.SynReport, 0);

    public static byte[] Dropped => Record(InputRecord.Syn, InputRecord.SynDropped, 0);

    public static byte[] Key(ushort code, int value) => Record(InputRecord.Key, code, value);

    public static byte[] Record(ushort type, ushort code, int value, long seconds = 0, long micros = 0)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(seconds);
        writer.Write(micros);
        writer.Write(type);
        writer.Write(code);
        writer.Write(value);
        return bytes.ToArray();
    }
}
