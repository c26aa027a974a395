using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Bench.Hil.Kernel;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>A real /dev/gpiochip whose lines the kernel plays; only where gpio-sim is loaded.</summary>
internal sealed class GpioSimRig : PanelRig
{
    private const int Keys = 5, Invited = 5, Thanks = 6, Fault = 7;

    // 20 ms where the machine is quick, and longer where it is not: the kernel reads the level a moment after
    // the edge, and a press over by then is none.
    private static readonly TimeSpan Held = Eventually.Deadline / 1500;

    private readonly GpioSim _chip;
    private readonly GpioChipPanel _panel;
    private readonly SemaphoreSlim[] _hands = [.. Levels.Select(_ => new SemaphoreSlim(1))];

    public GpioSimRig()
    {
        Assert.SkipUnless(GpioSim.Available, "no gpio-sim in this kernel; ./rating bench hil boots another");
        _chip = GpioSim.Make("contract-panel", ["", "", "fair", "", "", "", "", ""], Keys);
        var outputs = new GpioChipOutputs
        {
            Invited = $"{Invited}", Thanks = $"{Thanks}", Fault = $"{Fault}",
        };
        var keys = new Dictionary<string, LevelCode>
        {
            ["0"] = Levels[0], ["1"] = Levels[1], ["fair"] = Levels[2], ["3"] = Levels[3],
        };
        var wiring = new KeyWiring(ActiveLow: true, KeyPull.Up, TimeSpan.Zero);
        _panel = new GpioChipPanel(
            new GpioChipSettings("contract-panel", keys, "4", wiring, outputs), Clock, NullLogger.Instance);
    }

    public override IPanel Panel => _panel;

    public override async Task PressAsync(LevelCode level)
    {
        var line = Array.IndexOf(Levels, level);
        await _hands[line].WaitAsync();
        _chip.Pull(line, up: false);
        await Task.Delay(Held);
        _chip.Pull(line, up: true);
        await Task.Delay(Held);
        _hands[line].Release();
    }

    public override Task PressBothAsync(LevelCode one, LevelCode other) =>
        Task.WhenAll(PressAsync(one), PressAsync(other));

    public override Task<bool> ShowsAsync(PanelView view) => Task.FromResult(
        new LampLights(_chip.Value(Invited), _chip.Value(Thanks), _chip.Value(Fault))
        == LampLights.Of(view, blink: true));

    public override void Lose() => _chip.Unplug();

    public override void Return() => _chip.Plug();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _chip.Remove();
        foreach (var hand in _hands) hand.Dispose();
    }
}

/// <summary>GpioChip on a real chip of the kernel.</summary>
public sealed class GpioSimPanelTests : PanelContract
{
    private protected override PanelRig Rig() => new GpioSimRig();
}
