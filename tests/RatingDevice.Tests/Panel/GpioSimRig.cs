using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Bench.Hil.Kernel;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>
/// A real /dev/gpiochip whose lines the kernel plays; only where gpio-sim is loaded. It comes up with every
/// line low, before anybody can pull one: so its keys close to the supply, and none is down then.
/// </summary>
internal sealed class GpioSimRig : LineRig
{
    private const int Invite = 4, SignOff = 5, Invited = 6, Thanks = 7, Fault = 8;

    private readonly GpioSim _chip;
    private readonly IPanel _panel;
    private readonly PlayedHands _hands;
    private readonly bool _ordered;

    /// <param name="third">The third line, by name where the adapter knows names.</param>
    /// <param name="make">Makes the adapter.</param>
    /// <param name="ordered">False where two keys need a moment between them to have an order.</param>
    public GpioSimRig(
        string third, Func<GpioChipSettings, DeviceClock, IPanel> make, bool ordered = true)
    {
        _ordered = ordered;
        Assert.SkipUnless(GpioSim.Available, "no gpio-sim in this kernel; ./rating bench hil boots another");
        _chip = GpioSim.Make("contract-panel", ["", "", "fair", "", "", "", "", "", ""], keys: 0);
        _hands = new PlayedHands(
            (line, down) => _chip.Pull(line, up: down), ordered ? Levels.Length : 1);
        var outputs = new GpioChipOutputs
        {
            Invited = $"{Invited}", Thanks = $"{Thanks}", Fault = $"{Fault}",
        };
        var keys = new Dictionary<string, LevelCode>
        {
            ["0"] = Levels[0], ["1"] = Levels[1], [third] = Levels[2], ["3"] = Levels[3],
        };
        var wiring = new KeyWiring(ActiveLow: false, KeyPull.Down, TimeSpan.Zero);
        var settings = new GpioChipSettings("contract-panel", keys, $"{Invite}", wiring, outputs);
        _panel = make(settings with { SignOffKey = $"{SignOff}" }, Clock);
    }

    public override IPanel Panel => _panel;

    public override Task TapAsync(PanelKey key) => _hands.PressAsync(
        key.Level is { } level ? Array.IndexOf(Levels, level) : key.IsSignOff ? SignOff : Invite);

    public override async Task PressBothAsync(LevelCode one, LevelCode other)
    {
        if (_ordered)
        {
            await Task.WhenAll(PressAsync(one), PressAsync(other));
            return;
        }

        foreach (var up in new[] { true, false })
        {
            foreach (var level in new[] { one, other })
            {
                _chip.Pull(Array.IndexOf(Levels, level), up);
                await Task.Delay(PlayedHands.Held);
            }
        }
    }

    public override Task<bool> ShowsAsync(PanelView view) => Task.FromResult(
        new LampLights(_chip.Value(Invited), _chip.Value(Thanks), _chip.Value(Fault))
        == LampLights.Of(view, blink: true));

    public override void Lose() => _chip.Unplug();

    public override void Return() => _chip.Plug();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _chip.Remove();
        _hands.Dispose();
    }
}

/// <summary>GpioChip on a real chip of the kernel.</summary>
public sealed class GpioSimPanelTests : PanelContract
{
    private protected override PanelRig Rig() => new GpioSimRig(
        "fair", (settings, clock) => new GpioChipPanel(settings, clock, NullLogger.Instance));
}
