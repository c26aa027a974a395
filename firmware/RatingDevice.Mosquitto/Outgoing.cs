namespace RatingDevice.Mosquitto;

/// <summary>Counts the messages on which the broker has not given its word yet. Any thread.</summary>
/// <param name="most">No more than this at once.</param>
internal sealed class Outgoing(int most)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _none;
    private int _count;
    private bool _over;

    /// <summary>One more; false where there are as many as may be.</summary>
    public bool TryAdd()
    {
        lock (_gate)
        {
            if (_count >= most) return false;
            _count++;
            return true;
        }
    }

    /// <summary>One less: the broker has taken or refused it, or it was not sent.</summary>
    public void Done()
    {
        lock (_gate)
        {
            if (--_count <= 0) _none?.TrySetResult();
        }
    }

    /// <summary>The connection is over: no word will come.</summary>
    public void End()
    {
        lock (_gate)
        {
            _over = true;
            _none?.TrySetResult();
        }
    }

    /// <summary>Completes when there are none, or the connection is over.</summary>
    public Task NoneAsync()
    {
        lock (_gate)
        {
            if (_count <= 0 || _over) return Task.CompletedTask;
            _none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _none.Task;
        }
    }
}
