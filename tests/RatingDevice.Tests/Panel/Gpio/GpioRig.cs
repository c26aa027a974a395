using System.Device.Gpio;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Gpio;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel.Gpio;

/// <summary>A board with keys that pull their lines low.</summary>
internal sealed class GpioRig : LineRig
{
    public const int FirstPin = 4, InvitePin = 8, BuzzerPin = 14, SignOffPin = 15;

    private readonly GpioPanel _panel;

    public GpioRig() => _panel = new GpioPanel(
        new(Settings), Clock, NullLogger.Instance, () => new PlayedDriver(Board));

    public static GpioChipSettings Settings => new("a-label",
        Levels.Index().ToDictionary(l => $"{FirstPin + l.Index}", l => l.Item), $"{InvitePin}",
        new KeyWiring(true, KeyPull.Up, TimeSpan.Zero),
        new()
        {
            KeyLamps = ["9", "10"], Invited = "11", Thanks = "12", Fault = "13", Buzzer = $"{BuzzerPin}",
        })
    {
        SignOffKey = $"{SignOffPin}",
    };

    public PlayedBoard Board { get; } = new();

    public override IPanel Panel => _panel;

    /// <summary>Two key lamps, invited, thanks, fault, buzzer.</summary>
    public string Lit => string.Concat(Enumerable.Range(9, 6)
        .Select(pin => Board.Levels.GetValueOrDefault(pin, PinValue.Low) == PinValue.High ? 1 : 0));

    public static int Pin(LevelCode level) => FirstPin + Array.IndexOf(Levels, level);

    public override Task TapAsync(PanelKey key)
    {
        var pin = int.Parse(Settings.Wired.Single(k => k.Value == key).Key);
        foreach (var down in new[] { true, false }) Key(pin, down);
        return Task.CompletedTask;
    }

    public override Task PressBothAsync(LevelCode one, LevelCode other)
    {
        // nearer than one look to the next they would have no order, and neither would be taken
        foreach (var down in new[] { true, false })
        {
            Key(Pin(one), down);
            Key(Pin(other), down);
        }

        return Task.CompletedTask;
    }

    /// <param name="told">False: the level changes, but the driver misses the edge.</param>
    public void Key(int pin, bool down, bool told = true)
    {
        var level = down ? PinValue.Low : PinValue.High;
        Board.Levels[pin] = level;
        if (told) Tell(pin, down);
    }

    /// <summary>The driver tells an edge, whatever the level is by now.</summary>
    public void Tell(int pin, bool down) => Board.Open?.Change(pin, down ? PinValue.Low : PinValue.High);

    public override Task<bool> ShowsAsync(PanelView view)
    {
        var lights = LampLights.Of(view, blink: true);
        var (i, t, f) = (lights.Invited ? 1 : 0, lights.Thanks ? 1 : 0, lights.Fault ? 1 : 0);
        return Task.FromResult(Lit.StartsWith($"{i}{i}{i}{t}{f}", StringComparison.Ordinal));
    }

    public override void Lose() => Board.There = false;

    public override void Return() => Board.There = true;
}
