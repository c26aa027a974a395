using System.Device.Gpio;
using System.Globalization;
using RatingDevice.Firmware.Panel.GpioChip;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>The pins of one opening: keys that call back, outputs that are set.</summary>
internal sealed class GpioPins : IOutputLines
{
    private readonly GpioDriver _driver;
    private readonly GpioController _controller;
    private readonly Dictionary<int, PanelKey> _keys;
    private readonly int[] _outputs;
    private readonly bool _keysLow, _outputsLow;
    private readonly KeyPull _pull;
    private readonly KeyWatch _watch;

    public GpioPins(GpioDriver driver, GpioChipSettings settings, OutputPlan plan, DeviceClock clock)
    {
        (_driver, _controller, _pull) = (driver, new GpioController(driver), settings.Wiring.Pull);
        _watch = new KeyWatch(Down, clock);
        (_keysLow, _outputsLow) = (settings.Wiring.ActiveLow, settings.Outputs.ActiveLow);
        _keys = settings.Wired.ToDictionary(k => Pin(k.Key), k => k.Value);
        _outputs = [.. plan.Lines.Select(Pin)];
    }

    /// <summary>What the keys do, from their opening on.</summary>
    public KeyWatch Watch => _watch;

    /// <summary>Opens all pins, the outputs lit as told from the first moment on.</summary>
    /// <exception cref="IOException">A pin cannot be had; dispose of this then.</exception>
    public void Open(ulong lit)
    {
        MakeRoom();
        foreach (var pin in _keys.Keys) OpenKey(pin);
        for (var i = 0; i < _outputs.Length; i++)
            _controller.OpenPin(_outputs[i], PinMode.Output, Value((lit >> i) & 1));
        // No look before the last pin has its callback: the driver takes the same locks for both.
        foreach (var pin in _keys.Keys)
            _controller.RegisterCallbackForPinValueChangedEvent(
                pin, PinEventTypes.Rising | PinEventTypes.Falling, Changed);
        _watch.Begin();
    }

    /// <summary>A line by its number on the chip; this driver knows no names.</summary>
    /// <exception cref="ArgumentException">Not a number; the message names it.</exception>
    public static int Pin(string line) =>
        int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pin) ? pin
        : throw new ArgumentException($"line '{line}': write its number on the chip, or set gpioChip:by to "
            + "kernel, which knows names.");

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
        _watch.End();
        // One by one: a pin that cannot be closed must not leave the others held.
        foreach (var pin in _keys.Keys.Concat(_outputs))
            if (_controller.IsPinOpen(pin)) Close(() => _controller.ClosePin(pin));
        Close(_controller.Dispose);
        // Of a chip that is gone it would throw when it is finalized too, which ends the program.
        GC.SuppressFinalize(_driver);
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

    private void OpenKey(int pin)
    {
        var wanted = _pull switch
        {
            KeyPull.Up => PinMode.InputPullUp, KeyPull.Down => PinMode.InputPullDown, _ => PinMode.Input,
        };
        // where the chip has no resistors of its own the board has them
        _controller.OpenPin(pin, _controller.IsPinModeSupported(pin, wanted) ? wanted : PinMode.Input);
    }

    // The driver waits for each pin on a thread of the pool and never gives it back. Without as many more the
    // rest of the device would wait until the pool has grown.
    private void MakeRoom()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + _keys.Count), ports);
    }

    private void Changed(object sender, PinValueChangedEventArgs e) => _watch.Told(
        _keys[e.PinNumber], (e.ChangeType == PinEventTypes.Falling) == _keysLow);

    private HashSet<PanelKey> Down() =>
        [.. _keys.Where(k => (_controller.Read(k.Key) == PinValue.Low) == _keysLow).Select(k => k.Value)];

    private PinValue Value(ulong lit) => (lit != 0) != _outputsLow ? PinValue.High : PinValue.Low;
}
