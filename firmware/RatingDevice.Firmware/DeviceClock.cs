using RatingDevice.Wire;

namespace RatingDevice.Firmware;

/// <summary>
/// The device's two clocks in one hand: monotonic time for every duration and order, wall time only to stamp.
/// </summary>
/// <param name="time">Handed in; in simulation a clock that jumps.</param>
/// <param name="synced">Asks the operating system whether a time source has set the wall clock.</param>
/// <param name="boot">This run of the operating system.</param>
internal sealed class DeviceClock(TimeProvider time, Func<bool> synced, BootId boot)
{
    public TimeProvider Time => time;

    public BootId Boot => boot;

    /// <summary>Monotonic time since the boot began, cut to the millisecond.</summary>
    public TimeSpan Up => TimeSpan.FromMilliseconds((long)time.GetElapsedTime(0).TotalMilliseconds);

    public ClockQuality Quality => synced() ? ClockQuality.Synced : ClockQuality.Unsynced;

    /// <summary>Wall time, UTC, of a moment of monotonic time, cut to the millisecond.</summary>
    public DateTimeOffset At(TimeSpan up)
    {
        var ms = time.GetUtcNow().ToUnixTimeMilliseconds() - (long)(Up - up).TotalMilliseconds;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(ms, 0));
    }
}
