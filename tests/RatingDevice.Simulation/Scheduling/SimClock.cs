namespace RatingDevice.Simulation.Scheduling;

/// <summary>
/// A machine's two clocks: the monotonic one starts at each boot, the wall clock says what it likes.
/// </summary>
internal sealed class SimClock(SimScheduler scheduler, DateTimeOffset start)
{
    private TimeSpan _booted;
    private TimeSpan _off;

    /// <summary>What the time really is, which no program knows.</summary>
    public DateTimeOffset True => start + scheduler.Now;

    /// <summary>Monotonic time since the boot.</summary>
    public TimeSpan SinceBoot => scheduler.Now - _booted;

    /// <summary>The same as devices measure it: cut to the millisecond.</summary>
    public TimeSpan Up => TimeSpan.FromMilliseconds((long)SinceBoot.TotalMilliseconds);

    /// <summary>The wall clock.</summary>
    public DateTimeOffset Wall => True + _off;

    /// <summary>Whether the operating system claims to know the time.</summary>
    public bool Synced { get; private set; } = true;

    /// <summary>
    /// Power-on: monotonic time starts again; without a battery the wall clock does too, in 1970.
    /// </summary>
    public void PowerOn(bool battery)
    {
        _booted = scheduler.Now;
        if (battery) return;
        _off = DateTimeOffset.UnixEpoch - True;
        Synced = false;
    }

    /// <summary>A time source has set the clock.</summary>
    public void Sync()
    {
        _off = TimeSpan.Zero;
        Synced = true;
    }

    /// <summary>The wall clock is moved; the system does not notice that it is wrong.</summary>
    public void Jump(TimeSpan by, bool synced)
    {
        _off += by;
        if (Wall < DateTimeOffset.UnixEpoch) _off = DateTimeOffset.UnixEpoch - True;
        Synced = synced;
    }
}
