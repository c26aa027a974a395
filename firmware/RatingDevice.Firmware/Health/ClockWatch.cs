using RatingDevice.Firmware.Capture;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Health;

/// <summary>
/// Compares the wall clock with the monotonic one. An immutable value: a look gives the next one, and a
/// notice when the quality changed or the wall clock jumped by more than <see cref="Jump"/>. Slow drift is
/// no jump.
/// </summary>
/// <param name="Quality">At the last look.</param>
/// <param name="Offset">Wall clock minus monotonic clock at the last look.</param>
internal sealed record ClockWatch(ClockQuality Quality, TimeSpan Offset)
{
    public static readonly TimeSpan Jump = TimeSpan.FromSeconds(2);

    public static ClockWatch Begin(DeviceClock clock) => new(clock.Quality, OffsetOf(clock));

    public ClockWatch Look(DeviceClock clock, out ClockSeen? notice)
    {
        var next = Begin(clock);
        var step = next.Offset - Offset;
        var seen = next.Quality != Quality || step.Duration() > Jump;
        notice = seen ? new ClockSeen(Quality, (long)step.TotalMilliseconds, clock.Up) : null;
        return next;
    }

    private static TimeSpan OffsetOf(DeviceClock clock)
    {
        var up = clock.Up;
        return clock.Time.GetUtcNow() - DateTimeOffset.UnixEpoch - up;
    }
}
