using System.Collections.Concurrent;
using System.Device.Gpio;

namespace RatingDevice.Tests.Panel.Gpio;

/// <summary>The wires of a board: they keep their levels whoever opens the chip.</summary>
internal sealed class PlayedBoard
{
    public ConcurrentDictionary<int, PinValue> Levels { get; } = new();

    /// <summary>The driver in use; null while nobody has the chip open.</summary>
    public PlayedDriver? Open { get; set; }

    public bool There { get; set; } = true;

    /// <summary>Everything that was ever written to a pin, in order.</summary>
    public ConcurrentQueue<(int Pin, bool High)> Written { get; } = new();

    /// <summary>Drivers that the runtime finalized; libgpiod's throws there when its chip is gone.</summary>
    public int Finalized { get; set; }

    /// <summary>Pins another program holds.</summary>
    public HashSet<int> Taken { get; } = [];
}

/// <summary>
/// As unkind as libgpiod's driver: a pin opens once, calls back only where asked to, knows no time, falls
/// silent when its chip goes and says so only when it is read, written, closed or disposed of.
/// </summary>
internal sealed class PlayedDriver : GpioDriver
{
    private readonly PlayedBoard _board;
    private readonly bool _opened;
    private readonly ConcurrentDictionary<int, PinMode> _modes = new();
    private readonly ConcurrentDictionary<int, (PinEventTypes Types, PinChangeEventHandler Call)>
        _calls = new();

    public PlayedDriver(PlayedBoard board)
    {
        _board = board;
        Check();
        if (board.Open is not null) throw new IOException("Device or resource busy");
        board.Open = this;
        _opened = true;
    }

    protected override int PinCount => 64;

    public PinMode Mode(int pin) => _modes[pin];

    /// <summary>A wire changes its level, on whatever thread; the driver tells who asked.</summary>
    public void Change(int pin, PinValue level)
    {
        var type = level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling;
        if (!_board.There || !_calls.TryGetValue(pin, out var asked) || (asked.Types & type) == 0) return;
        asked.Call(this, new PinValueChangedEventArgs(type, pin));
    }

    protected override void OpenPin(int pinNumber)
    {
        Check();
        if (_board.Taken.Contains(pinNumber)) throw new IOException($"pin {pinNumber}: resource busy");
        if (!_modes.TryAdd(pinNumber, PinMode.Input)) throw new InvalidOperationException("open already");
    }

    protected override void ClosePin(int pinNumber)
    {
        var called = _calls.TryRemove(pinNumber, out _);
        _modes.TryRemove(pinNumber, out _);
        if (called) Check(); // its waiting task failed when the chip went
    }

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        Check();
        _modes[pinNumber] = mode;
        if (mode == PinMode.InputPullUp) _board.Levels.TryAdd(pinNumber, PinValue.High);
    }

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    protected override PinValue Read(int pinNumber)
    {
        Check();
        return _board.Levels.GetValueOrDefault(pinNumber, PinValue.Low);
    }

    protected override void Write(int pinNumber, PinValue value)
    {
        Check();
        if (_modes[pinNumber] != PinMode.Output) throw new InvalidOperationException("not an output");
        _board.Levels[pinNumber] = value;
        _board.Written.Enqueue((pinNumber, value == PinValue.High));
    }

    protected override void AddCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _calls[pinNumber] = (eventTypes, callback);

    protected override void RemoveCallbackForPinValueChangedEvent(
        int pinNumber, PinChangeEventHandler callback) => _calls.TryRemove(pinNumber, out _);

    protected override WaitForEventResult WaitForEvent(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
        {
            if (_opened) _board.Finalized++;
            return;
        }

        _calls.Clear();
        if (_board.Open == this) _board.Open = null;
        Check();
        base.Dispose(disposing);
    }

    private void Check()
    {
        if (!_board.There) throw new IOException("No such device");
    }
}
