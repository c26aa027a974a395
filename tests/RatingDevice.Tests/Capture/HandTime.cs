namespace RatingDevice.Tests.Capture;

/// <summary>
/// Time that moves only by hand: the wall clock and the monotonic one apart, timers in the order they are
/// due.
/// </summary>
internal sealed class HandTime : TimeProvider
{
    private readonly List<HandTimer> _timers = [];
    private readonly Lock _gate = new();
    private TimeSpan _up = TimeSpan.FromHours(1);
    private DateTimeOffset _wall = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate) return _up.Ticks;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _wall;
    }

    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = TimeSpan.FromTicks(GetTimestamp()) + by;
        while (true)
        {
            HandTimer? next;
            lock (_gate)
            {
                next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
                var to = next?.Due > _up ? next.Due.Value : next is null ? end : _up;
                _wall += to - _up;
                _up = to;
                next?.Rearm();
            }

            if (next is null) return;
            next.Fire();
        }
    }

    /// <summary>Somebody sets the wall clock; the monotonic one does not notice.</summary>
    public void SetWall(DateTimeOffset wall)
    {
        lock (_gate) _wall = wall;
    }

    private sealed class HandTimer(HandTime time, Action fire) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan? Due { get; private set; }

        public void Fire() => fire();

        public void Rearm()
        {
            if (_period > TimeSpan.Zero) Due += _period;
            else time._timers.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._up + dueTime;
                if (Due is not null) time._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
