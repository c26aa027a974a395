using System.Diagnostics;
using RatingDevice.Bench.Hil.Kernel;

namespace RatingDevice.Bench.Hil.Guest;

/// <summary>A panel as the kernel plays it: keys to press, lamps to look at, a plug.</summary>
internal abstract class PlayedPanel
{
    /// <summary>A key must have been still for the debouncer; nobody presses twice in this time.</summary>
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(60);

    /// <summary>Edges further apart than this are no bounce; below the 30 ms of the debouncer.</summary>
    private static readonly TimeSpan Bounce = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<int, long> _lastEdge = [];

    /// <summary>One edge of a key.</summary>
    protected abstract void Set(int key, bool down);

    public abstract IReadOnlyList<string> Lamps { get; }

    public abstract bool IsLit(string lamp);

    public abstract void Unplug();

    public abstract void Plug();

    /// <summary>
    /// Moves in which the machine paused between two edges, so that they were two presses and no bounce.
    /// </summary>
    public int Slow { get; private set; }

    public string Lit => string.Join(' ', Lamps.Where(IsLit));

    /// <summary>Down or up as a switch does it: a few edges within 4 ms, then still.</summary>
    public async Task<int> MoveAsync(int key, bool down, Random random)
    {
        if (down && _lastEdge.TryGetValue(key, out var last))
        {
            var left = Still - Stopwatch.GetElapsedTime(last);
            if (left > TimeSpan.Zero) await Task.Delay(left);
        }
        var edges = 1 + (2 * random.Next(4));
        var longest = TimeSpan.Zero;
        for (var (i, before) = (0, Stopwatch.GetTimestamp()); i < edges; i++)
        {
            Set(key, (i % 2 == 0) == down);
            var now = Stopwatch.GetTimestamp();
            if (i > 0 && Stopwatch.GetElapsedTime(before, now) > longest)
                longest = Stopwatch.GetElapsedTime(before, now);
            before = now;
            if (i + 1 < edges) Pause(random.Next(100, 1000));
        }
        if (longest > Bounce) Slow++;
        _lastEdge[key] = Stopwatch.GetTimestamp();
        return edges;
    }

    // Timers are far too coarse for a bounce.
    private static void Pause(int microseconds)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun).TotalMicroseconds < microseconds) Thread.SpinWait(20);
    }
}

/// <summary>Keys, lamps and buzzer on a simulated GPIO chip.</summary>
internal sealed class PlayedGpio : PlayedPanel
{
    public const string Label = "counter-panel";

    private static readonly string[] Lines =
    [
        "key-1", "key-2", "key-3", "key-4", "key-invite", "invited", "thanks", "fault", "buzzer", "key-lamps",
    ];

    private readonly GpioSim _chip = GpioSim.Make(Label, Lines, keys: 5);

    public override IReadOnlyList<string> Lamps => Lines[5..];

    /// <summary>Of a line on the chip.</summary>
    public static int Number(string line) => Array.IndexOf(Lines, line);

    public override bool IsLit(string lamp) => _chip.Value(Number(lamp));

    public override void Unplug() => _chip.Unplug();

    public override void Plug() => _chip.Plug();

    protected override void Set(int key, bool down) => _chip.Pull(key, up: !down);
}

/// <summary>A keypad and, as a device of their own, three lamps; both by uinput.</summary>
internal sealed class PlayedKeypad : PlayedPanel, IDisposable
{
    /// <summary>A name that survives replugging, as udev makes it.</summary>
    public const string Path = "/dev/input/hil-keypad";

    private static readonly ushort[] Codes = [2, 3, 4, 5, 28]; // KEY_1 to KEY_4, KEY_ENTER
    private static readonly string[] Names = ["invited", "thanks", "fault"];
    private static readonly string[] Leds = ["numlock", "capslock", "scrolllock"];
    private readonly Uinput _lamps = Uinput.Make("hil lamps", [], [0, 1, 2]);
    private Uinput? _keypad;

    public PlayedKeypad() => Plug();

    public override IReadOnlyList<string> Lamps => Names;

    /// <summary>The LED class folder of a lamp.</summary>
    public string LampPath(string lamp)
    {
        var led = $"{System.IO.Path.GetFileName(_lamps.Folder)}::{Leds[Array.IndexOf(Names, lamp)]}";
        return $"/sys/class/leds/{led}";
    }

    public override bool IsLit(string lamp) => _lamps.IsLit((ushort)Array.IndexOf(Names, lamp));

    public override void Unplug()
    {
        File.Delete(Path);
        _keypad?.Dispose();
    }

    public override void Plug()
    {
        _keypad = Uinput.Make("hil keypad", Codes, []);
        File.CreateSymbolicLink(Path, _keypad.Device);
    }

    public void Dispose()
    {
        Unplug();
        _lamps.Dispose();
    }

    protected override void Set(int key, bool down) => _keypad!.Set(Codes[key], down);
}
