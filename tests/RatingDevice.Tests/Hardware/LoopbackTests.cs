using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;
using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Tests.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Hardware;

/// <summary>The panel of the default options on a real board, whose spare lines are hands and eyes.</summary>
internal sealed class LoopbackRig : LineRig
{
    private static readonly string[] Keys =
        ["key-1", "key-2", "key-3", "key-4", "key-invite", "key-sign-off"];

    private static readonly uint[] Hands = [.. Keys.Select(k => LoopbackWires.PlayedBy[k])],
        Eyes = [.. new[] { "key-lamps", "thanks", "fault" }.Select(e => LoopbackWires.PlayedBy[e])];

    private readonly GpioChipPanel _panel;
    private readonly SafeFileHandle _hands, _eyes;
    private readonly PlayedHands _fingers;
    private readonly string _chip;
    private SafeFileHandle? _taken;

    public LoopbackRig()
    {
        Assert.SkipWhen(LoopbackWires.Chip is null, "no board with loop-back wires: hardware-docs/rig.md");
        _chip = LoopbackWires.Chip!;
        var options = new DeviceOptions { GpioChip = new() { Enabled = true, Chip = _chip } };
        var outside = new KeyWiring(ActiveLow: false, KeyPull.None, TimeSpan.Zero);
        // a contact that is closed pulls its line low: "lit" is a key that is down
        _hands = Take(LineRequest.Outputs(Hands, activeLow: true, lit: 0));
        _eyes = Take(LineRequest.Keys(Eyes, outside, TimeSpan.Zero));
        _fingers = new PlayedHands(Move, Hands.Length);
        _panel = new GpioChipPanel(options.ForGpioChip(), Clock, NullLogger.Instance);
    }

    public override IPanel Panel => _panel;

    /// <summary>Nobody can pull a processor out of its board.</summary>
    public override bool CanBeLostWhileRunning => false;

    public override Task TapAsync(PanelKey key) => _fingers.PressAsync(Array.IndexOf(Keys,
        key.Level is { } level ? $"key-{Array.IndexOf(Levels, level) + 1}" : $"key-{key}"));

    public override Task PressBothAsync(LevelCode one, LevelCode other) =>
        Task.WhenAll(PressAsync(one), PressAsync(other));

    public override Task<bool> ShowsAsync(PanelView view)
    {
        var seen = ChipLines.Read(_eyes) ?? throw new IOException("the eyes cannot be read");
        return Task.FromResult(new LampLights((seen & 1) != 0, (seen & 2) != 0, (seen & 4) != 0)
            == LampLights.Of(view, blink: true));
    }

    /// <summary>Another program holds a key's line.</summary>
    public override void Lose() => _taken = Take(LineRequest.Outputs([17], activeLow: false, lit: 1));

    public override void Return() => _taken?.Dispose();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _taken?.Dispose();
        _hands.Dispose();
        _eyes.Dispose();
        _fingers.Dispose();
    }

    private void Move(int key, bool down)
    {
        if (ChipLines.Set(_hands, down ? 1UL << key : 0, 1UL << key) is { } why) throw new IOException(why);
    }

    private SafeFileHandle Take(byte[] request)
    {
        using var chip = Chip.Open(_chip);
        return chip.Request(request, out var refused) ?? throw new IOException(refused);
    }
}

/// <summary>GpioChip on the wires of the rig.</summary>
public sealed class LoopbackTests : PanelContract
{
    private protected override PanelRig Rig() => new LoopbackRig();
}

/// <summary>A teller's day on the wires of the rig.</summary>
public sealed class PinOnLoopbackTests : PinOnLinesContract
{
    private protected override LineRig Rig() => new LoopbackRig();
}
