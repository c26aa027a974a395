using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Health;
using RatingDevice.Tests.Capture;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Health;

public sealed class HealthLoopTests : IAsyncDisposable
{
    private readonly HandTime _time = new();
    private readonly NotifySocket _systemd = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<CounterInput> _notices = [];
    private readonly DeviceClock _clock;
    private readonly Task _running;
    private TimeSpan _still;
    private long _lost;
    private int _looks;

    public HealthLoopTests()
    {
        _clock = new DeviceClock(_time, () => false, BootId.Parse("b-1"));
        Pulse[] pulses = [new("the counter", () => _still, TimeSpan.FromSeconds(10))];
        var loop = new HealthLoop(_clock, _notices.Add, pulses, Lost, _systemd.Client(watchdogSeconds: 9),
            NullLogger<HealthLoop>.Instance);
        Assert.Equal(TimeSpan.FromSeconds(3), loop.Every);
        _running = loop.RunAsync(_stop.Token);
    }

    [Fact]
    public async Task The_watchdog_is_fed_only_while_every_loop_moves()
    {
        await LookAsync();
        Assert.Equal("WATCHDOG=1", _systemd.Hear());
        _still = TimeSpan.FromSeconds(11);
        await LookAsync();
        await LookAsync(); // the feeding, if any, comes after the look
        Assert.True(_systemd.Silent);
        _still = TimeSpan.Zero;
        await LookAsync();
        Assert.Equal("WATCHDOG=1", _systemd.Hear());
    }

    [Fact]
    public async Task A_jump_of_the_clock_and_lost_events_reach_the_journal()
    {
        _time.SetWall(DateTimeOffset.UnixEpoch);
        _lost = 3;
        await LookAsync();
        await LookAsync();
        await LookAsync();
        Assert.IsType<ClockSeen>(_notices[0]);
        var faults = _notices.OfType<FaultSeen>().Select(f => (f.Code, f.Raised));
        Assert.Equal([(FaultCode.Overflow, true), (FaultCode.Overflow, false)], faults);
        Assert.Equal(3, _notices.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _systemd.Dispose();
        _stop.Dispose();
    }

    private long Lost()
    {
        Interlocked.Increment(ref _looks);
        return Interlocked.Read(ref _lost);
    }

    private async Task LookAsync()
    {
        var before = _looks;
        await Eventually.IsTrueAsync(() =>
        {
            if (_looks == before) _time.Advance(TimeSpan.FromSeconds(3));
            return _looks > before;
        }, "a look");
    }
}
