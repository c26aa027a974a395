namespace RatingDevice.Tests.Ingest;

/// <summary>A clock that stands still until a test moves it; timers that are due run in that call.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly List<HandTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Starts a loop; without a context each of its steps runs within the call that moves the
    /// clock, or that hands it something.</summary>
    public static Task Start(Func<Task> loop)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var running = loop();
        SynchronizationContext.SetSynchronizationContext(context);
        return running;
    }

    public void Move(TimeSpan time)
    {
        _now += time;
        foreach (var timer in _timers.Where(t => t.Due <= _now).ToList()) timer.Fire();
    }

    private sealed class HandTimer(HandTime time, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            Due = time._now + dueTime;
            time._timers.Add(this);
            return true;
        }

        public void Fire()
        {
            time._timers.Remove(this);
            fire();
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
