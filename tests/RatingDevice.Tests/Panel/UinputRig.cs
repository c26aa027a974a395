using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Bench.Hil.Kernel;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.InputEvents;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>A real keypad and real LEDs that the kernel plays; only where uinput is there.</summary>
internal sealed class UinputRig : PanelRig
{
    private static readonly string[] Leds = ["numlock", "capslock", "scrolllock"];

    private readonly string _home;
    private readonly Uinput _lamps;
    private readonly InputEventsPanel _panel;
    private readonly PlayedHands _hands;
    private Uinput? _keypad;

    public UinputRig()
    {
        Assert.SkipUnless(Uinput.Available, "no uinput in this kernel; ./rating bench hil boots another");
        _home = Directory.CreateTempSubdirectory("uinput-").FullName;
        _lamps = Uinput.Make("contract lamps", [], [0, 1, 2]);
        string[] paths = [.. Leds.Select(l => $"/sys/class/leds/{Path.GetFileName(_lamps.Folder)}::{l}")];
        _hands = new PlayedHands((key, down) => _keypad!.Set((ushort)(2 + key), down), Levels.Length);
        var keys = Levels.Index().ToDictionary(l => $"KEY_{l.Index + 1}", l => l.Item);
        var lamps = new InputEventsLamps(paths[0], paths[1], paths[2]);
        _panel = new InputEventsPanel(
            new InputEventsSettings(Keypad, keys, "KEY_ENTER", lamps), Clock, NullLogger.Instance);
        Return();
    }

    public override IPanel Panel => _panel;

    private string Keypad => Path.Combine(_home, "keypad");

    public override Task PressAsync(LevelCode level) => _hands.PressAsync(Array.IndexOf(Levels, level));

    public override Task PressBothAsync(LevelCode one, LevelCode other) =>
        Task.WhenAll(PressAsync(one), PressAsync(other));

    public override Task<bool> ShowsAsync(PanelView view) => Task.FromResult(
        new LampLights(_lamps.IsLit(0), _lamps.IsLit(1), _lamps.IsLit(2))
        == LampLights.Of(view, blink: true));

    public override void Lose()
    {
        File.Delete(Keypad);
        _keypad?.Dispose();
        _keypad = null;
    }

    public override void Return()
    {
        _keypad = Uinput.Make("contract keypad", [2, 3, 4, 5, 28], []);
        File.CreateSymbolicLink(Keypad, _keypad.Device);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Lose();
        _lamps.Dispose();
        _hands.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}

/// <summary>InputEvents on a real device of the kernel.</summary>
public sealed class UinputPanelTests : PanelContract
{
    private protected override PanelRig Rig() => new UinputRig();
}
