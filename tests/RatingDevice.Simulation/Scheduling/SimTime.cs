namespace RatingDevice.Simulation.Scheduling;

/// <summary>
/// The time a simulated program is handed: its machine's clocks, and timers that die with the program.
/// </summary>
internal sealed class SimTime(SimClock clock, SimContext context) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => clock.SinceBoot.Ticks;

    public override DateTimeOffset GetUtcNow() => clock.Wall;

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(context, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
