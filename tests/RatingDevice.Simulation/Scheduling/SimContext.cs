namespace RatingDevice.Simulation.Scheduling;

/// <summary>
/// Where one program's continuations wait for their turn. A program that was killed never runs again:
/// whatever its tasks were waiting for is dropped here, so no loop needs to know that it is being simulated.
/// </summary>
internal sealed class SimContext(SimScheduler scheduler, string name) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Run, object? State)> _waiting = [];

    public string Name => name;

    public SimScheduler Scheduler => scheduler;

    /// <summary>True once the program is gone.</summary>
    public bool Dead { get; private set; }

    public bool HasWork => _waiting.Count > 0;

    public void Kill()
    {
        Dead = true;
        _waiting.Clear();
    }

    /// <summary>Starts an async program in this context; what it throws comes out of the task.</summary>
    public Task Start(Func<Task> program)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return program();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Dead || !scheduler.CheckThread(this)) return;
        _waiting.Enqueue((d, state));
        scheduler.Ready(this);
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("a blocking call into a simulated program");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs the oldest waiting continuation.</summary>
    internal void Step()
    {
        var (run, state) = _waiting.Dequeue();
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            run(state);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
