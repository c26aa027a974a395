using RatingDevice.Firmware;
using RatingDevice.Firmware.Health;
using RatingDevice.Tests.Capture;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Health;

public sealed class ClockWatchTests
{
    private readonly HandTime _time = new();
    private readonly DeviceClock _clock;
    private bool _synced;

    public ClockWatchTests() => _clock = new DeviceClock(_time, () => _synced, BootId.Parse("b-1"));

    [Theory]
    [InlineData(0, false, null)]
    [InlineData(1.9, false, null)]
    [InlineData(-1.9, false, null)]
    [InlineData(2.1, false, 2_100L)]
    [InlineData(-86_400, false, -86_400_000L)]
    [InlineData(0, true, 0L)]
    [InlineData(1_000_000, true, 1_000_000_000L)]
    public void A_jump_or_a_change_of_quality_is_noticed_once(double seconds, bool synced, long? stepMs)
    {
        var watch = ClockWatch.Begin(_clock);
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.SetWall(_time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        _synced = synced;
        watch = watch.Look(_clock, out var notice);
        Assert.Equal(stepMs, notice?.StepMs);
        if (notice is not null) Assert.Equal((ClockQuality.Unsynced, _clock.Up), (notice.Was, notice.Up));
        _time.Advance(TimeSpan.FromSeconds(5));
        watch.Look(_clock, out notice);
        Assert.Null(notice);
    }

    [Fact]
    public void The_kernel_answers_and_the_boot_has_a_name()
    {
        _ = Posix.ClockIsSynced();
        Assert.Equal(32, BootIdentity.Read().ToString().Length);
        Assert.Equal(BootIdentity.Read(), BootIdentity.Read());
    }
}
