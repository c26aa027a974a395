using System.Device.Gpio;
using System.Globalization;
using RatingDevice.Firmware.Panel.GpioChip;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>The pins of one opening: keys that call back, outputs that are set.</summary>
internal sealed class GpioPins : IOutputLines
{
    private readonly GpioController _controller;
    private readonly Dictionary<int, PanelKey> _keys;
    private readonly int[] _outputs;
    private readonly bool _keysLow, _outputsLow;
    private readonly KeyPull _pull;
    private readonly EdgeQueue _queue;

    public GpioPins(GpioController controller, GpioChipSettings settings, OutputPlan plan, EdgeQueue queue)
    {
        (_controller, _queue, _pull) = (controller, queue, settings.Wiring.Pull);
        (_keysLow, _outputsLow) = (settings.Wiring.ActiveLow, settings.Outputs.ActiveLow);
        _keys = settings.Keys.ToDictionary(k => Pin(k.Key), k => new PanelKey(k.Value));
        if (settings.InviteKey is { } invite) _keys.Add(Pin(invite), PanelKey.Invite);
        _outputs = [.. plan.Lines.Select(Pin)];
    }

    public IEnumerable<PanelKey> Keys => _keys.Values;

    /// <summary>Opens all pins, the outputs lit as told from the first moment on.</summary>
    /// <returns>Which keys were down before their edges are told, and which were not.</returns>
    /// <exception cref="IOException">A pin cannot be had; dispose of this then.</exception>
    public IReadOnlyDictionary<PanelKey, bool> Open(ulong lit)
    {
        var down = _keys.ToDictionary(k => k.Value, k => OpenKey(k.Key));
        for (var i = 0; i < _outputs.Length; i++)
            _controller.OpenPin(_outputs[i], PinMode.Output, Value((lit >> i) & 1));
        return down;
    }

    /// <summary>A line by its number on the chip; this driver knows no names.</summary>
    /// <exception cref="ArgumentException">Not a number; the message names it.</exception>
    public static int Pin(string line) =>
        int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pin) ? pin
        : throw new ArgumentException($"line '{line}': write its number on the chip, or set gpioChip:by to "
            + "kernel, which knows names.");

    /// <summary>Keys that are down at this moment.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    public HashSet<PanelKey> Down() => [.. _keys.Where(k => IsDown(k.Key)).Select(k => k.Value)];

    public string? Set(ulong lit, ulong mask)
    {
        try
        {
            for (var i = 0; i < _outputs.Length; i++)
                if (((mask >> i) & 1) != 0) _controller.Write(_outputs[i], Value((lit >> i) & 1));
            return null;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
        {
            return e.Message;
        }
    }

    public void Dispose()
    {
        // One by one: a pin that cannot be closed must not leave the others held.
        foreach (var pin in _keys.Keys.Concat(_outputs))
            if (_controller.IsPinOpen(pin)) Close(() => _controller.ClosePin(pin));
        Close(_controller.Dispose);
    }

    private static void Close(Action close)
    {
        try
        {
            close();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or AggregateException)
        {
            // a driver whose chip is gone says so once more when it is closed
        }
    }

    private bool OpenKey(int pin)
    {
        var wanted = _pull switch
        {
            KeyPull.Up => PinMode.InputPullUp, KeyPull.Down => PinMode.InputPullDown, _ => PinMode.Input,
        };
        // where the chip has no resistors of its own the board has them
        _controller.OpenPin(pin, _controller.IsPinModeSupported(pin, wanted) ? wanted : PinMode.Input);
        // before the first edge: a level that has changed since would make its own edge a second press
        var down = IsDown(pin);
        _controller.RegisterCallbackForPinValueChangedEvent(
            pin, PinEventTypes.Rising | PinEventTypes.Falling, Changed);
        return down;
    }

    private void Changed(object sender, PinValueChangedEventArgs e) => _queue.Put(
        _keys[e.PinNumber], (e.ChangeType == PinEventTypes.Falling) == _keysLow);

    private bool IsDown(int pin) => (_controller.Read(pin) == PinValue.Low) == _keysLow;

    private PinValue Value(ulong lit) => (lit != 0) != _outputsLow ? PinValue.High : PinValue.Low;
}
