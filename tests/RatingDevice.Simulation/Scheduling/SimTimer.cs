namespace RatingDevice.Simulation.Scheduling;

/// <summary>
/// A timer of a simulated program; fires on the simulation's thread, in the order of due time and setting.
/// </summary>
internal sealed class SimTimer(SimContext context, TimerCallback callback, object? state) : ITimer
{
    private long _armed;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _armed = 0;
        if (_period == TimeSpan.MinValue) return false;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan) Arm(dueTime);
        return true;
    }

    public void Dispose()
    {
        _armed = 0;
        _period = TimeSpan.MinValue; // disposed
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire(long order)
    {
        if (order != _armed || context.Dead) return;
        _armed = 0;
        if (_period > TimeSpan.Zero) Arm(_period);
        context.Post(_ => callback(state), null);
    }

    private void Arm(TimeSpan due) => _armed = context.Scheduler.Arm(this, context.Scheduler.Now + due);
}
