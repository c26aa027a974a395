namespace RatingDevice.Simulation.Scheduling;

/// <summary>How a run of the scheduler ended.</summary>
internal enum RunEnd
{
    /// <summary>What was waited for has come.</summary>
    Done,

    /// <summary>The virtual time is up.</summary>
    TimeUp,

    /// <summary>Nothing can ever happen again: every program waits and no timer is set.</summary>
    Stalled,

    /// <summary>Too many steps: somebody spins.</summary>
    StepLimit,
}

/// <summary>
/// A program broke the rules that make it simulable, for example by hopping to another thread.
/// </summary>
internal sealed class SimRuleException(string message) : Exception(message);

/// <summary>
/// One thread, virtual time. Programs take turns in an order drawn from the seed, each in its own order; when
/// none can go on, time jumps to the next timer. Every step costs a little time, so that no two things are
/// ever quite at once.
/// </summary>
internal sealed class SimScheduler(Random random)
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<SimContext> _ready = [];
    private readonly PriorityQueue<SimTimer, (long Due, long Order)> _timers = new();
    private long _order;
    private volatile string? _foreign;

    /// <summary>Since the simulation began; never goes back.</summary>
    public TimeSpan Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Steps after which a run is given up.</summary>
    public long MostSteps { get; set; } = 2_000_000;

    /// <summary>Lets time pass inside a step: a slow sync.</summary>
    public void Spend(TimeSpan time) => Now += time;

    /// <summary>Runs until the condition holds or the time is up.</summary>
    public RunEnd Run(TimeSpan until, Func<bool>? done = null)
    {
        while (true)
        {
            if (_foreign is { } rule) throw new SimRuleException(rule);
            if (done?.Invoke() == true) return RunEnd.Done;
            if (Steps >= MostSteps) return RunEnd.StepLimit;
            FireDue();
            if (_ready.Count == 0)
            {
                if (!_timers.TryPeek(out _, out var next)) return RunEnd.Stalled;
                if (next.Due > until.Ticks) break;
                Now = new TimeSpan(Math.Max(next.Due, Now.Ticks));
            }
            else if (Now > until) return RunEnd.TimeUp;
            else StepOne();
        }

        Now = until > Now ? until : Now;
        return RunEnd.TimeUp;
    }

    internal void Ready(SimContext context)
    {
        if (!_ready.Contains(context)) _ready.Add(context);
    }

    internal long Arm(SimTimer timer, TimeSpan due)
    {
        _timers.Enqueue(timer, (due.Ticks, ++_order));
        return _order;
    }

    /// <summary>
    /// False on a foreign thread: the run fails with the place, instead of becoming unrepeatable.
    /// </summary>
    internal bool CheckThread(SimContext context)
    {
        if (Environment.CurrentManagedThreadId == _thread) return true;
        _foreign ??= $"'{context.Name}' was continued from another thread: something below awaits with "
            + $"ConfigureAwait(false), uses ReadAllAsync, or starts threads.\n{Environment.StackTrace}";
        return false;
    }

    private void FireDue()
    {
        while (_timers.TryPeek(out var timer, out var key) && key.Due <= Now.Ticks)
        {
            _timers.Dequeue();
            timer.Fire(key.Order);
        }
    }

    private void StepOne()
    {
        var at = _ready.Count == 1 ? 0 : random.Next(_ready.Count);
        var context = _ready[at];
        if (context.HasWork)
        {
            Steps++;
            Now += new TimeSpan(random.Next(20, 500));
            context.Step();
        }

        if (!context.HasWork) _ready.Remove(context);
    }
}
