using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Firmware.Panel.Linux;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>
/// GPIO lines played by a named pipe of kernel line events, and output lines played by a number.
/// </summary>
internal sealed partial class GpioFifoRig : LineRig
{
    public const uint FirstLine = 4, InviteLine = 8, SignOffLine = 15;

    public static readonly GpioChipOutputs Outputs =
        new() { KeyLamps = ["9", "10"], Invited = "11", Thanks = "12", Fault = "13", Buzzer = "14" };

    private readonly GpioChipPanel _panel;
    private readonly Dictionary<uint, uint> _lineSeqnos = [];
    private readonly HashSet<uint> _down = [];
    private FileStream? _chip;
    private uint _seqno;

    public GpioFifoRig(ILogger? logger = null)
    {
        Home = Directory.CreateTempSubdirectory("gpio-").FullName;
        _panel = new GpioChipPanel(Settings, Clock, logger ?? NullLogger.Instance, Open);
        Return();
    }

    public static GpioChipSettings Settings => new("a-label",
        Levels.Index().ToDictionary(l => $"{FirstLine + l.Index}", l => l.Item), $"{InviteLine}",
        new KeyWiring(true, KeyPull.Up, TimeSpan.FromMilliseconds(5)), Outputs)
    {
        SignOffKey = $"{SignOffLine}",
    };

    public string Home { get; }

    public PlayedOutputs Lines { get; } = new();

    public override IPanel Panel => _panel;

    /// <summary>Lamps in the order of their lines (two key lamps, invited, thanks, fault), then the
    /// buzzer.</summary>
    public string Lit => string.Concat(Enumerable.Range(0, 6).Select(i => (Lines.Lit >> i) & 1));

    private static Dictionary<uint, PanelKey> Keys { get; } =
        Settings.Wired.ToDictionary(k => uint.Parse(k.Key), k => k.Value);

    private string Fifo => Path.Combine(Home, "events");

    public override Task TapAsync(PanelKey key)
    {
        foreach (var down in new[] { true, false }) Edge(Keys.Single(k => k.Value == key).Key, down);
        return Task.CompletedTask;
    }

    public override Task PressBothAsync(LevelCode one, LevelCode other)
    {
        foreach (var down in new[] { true, false })
        {
            Edge(Line(one), down);
            Edge(Line(other), down);
        }
        return Task.CompletedTask;
    }

    /// <summary>Edges the kernel numbered and had to drop.</summary>
    public void Drop(uint line, uint count)
    {
        _seqno += count;
        _lineSeqnos[line] = _lineSeqnos.GetValueOrDefault(line) + count;
    }

    public void Edge(uint line, bool down)
    {
        Swallow(line, down);
        _lineSeqnos[line] = _lineSeqnos.GetValueOrDefault(line) + 1;
        _chip!.Write(LineEvents.Bytes((ulong)Stopwatch.GetElapsedTime(0).TotalNanoseconds,
            down ? LineEvent.Rising : LineEvent.Falling, line, ++_seqno, _lineSeqnos[line]));
    }

    /// <summary>The level changes, and no edge is told.</summary>
    public void Swallow(uint line, bool down)
    {
        lock (_down)
        {
            if (down) _down.Add(line);
            else _down.Remove(line);
        }
    }

    public override Task<bool> ShowsAsync(PanelView view)
    {
        var lights = LampLights.Of(view, blink: true);
        var (i, t, f) = (lights.Invited ? 1 : 0, lights.Thanks ? 1 : 0, lights.Fault ? 1 : 0);
        return Task.FromResult(Lit.StartsWith($"{i}{i}{i}{t}{f}", StringComparison.Ordinal));
    }

    public override void Lose()
    {
        File.Delete(Fifo);
        _chip?.Dispose();
        _chip = null;
        (_seqno, Lines.There) = (0, false);
        _lineSeqnos.Clear();
    }

    public override void Return()
    {
        Lines.There = true;
        Assert.Equal(0, mkfifo(Fifo, 0x180));
        _chip = new FileStream(Fifo, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
    }

    public override async ValueTask DisposeAsync()
    {
        _chip?.Dispose();
        await base.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    public static uint Line(LevelCode level) => FirstLine + (uint)Array.IndexOf(Levels, level);

    private PanelLines Open(ulong lit)
    {
        var events = new RecordReader(LibC.Open(Fifo, LibC.ReadOnly), LineEvent.Size);
        Lines.Begin(lit);
        return new PanelLines(events, Keys, Down, Lines, []);

        IReadOnlyCollection<PanelKey> Down()
        {
            lock (_down) return [.. _down.Select(line => Keys[line])];
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkfifo(string path, uint mode);
}

/// <summary>Output lines that remember.</summary>
internal sealed class PlayedOutputs : IOutputLines
{
    private readonly List<ulong> _history = [];

    public bool There { get; set; }

    public ulong Lit { get; private set; }

    /// <summary>All that was ever shown, in order.</summary>
    public IReadOnlyList<ulong> History
    {
        get
        {
            lock (_history) return [.. _history];
        }
    }

    public void Begin(ulong lit) => Set(lit, ulong.MaxValue);

    public string? Set(ulong lit, ulong mask)
    {
        if (!There) return "No such device";
        lock (_history) _history.Add(Lit = (Lit & ~mask) | (lit & mask));
        return null;
    }

    public void Dispose()
    {
        // the next opening begins anew
    }
}

/// <summary>Events as the kernel writes them.</summary>
internal static class LineEvents
{
    public static byte[] Bytes(ulong at, uint id, uint offset, uint seqno, uint lineSeqno)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(at);
        foreach (var field in new[] { id, offset, seqno, lineSeqno }) writer.Write(field);
        writer.Write(new byte[24]);
        return bytes.ToArray();
    }
}
