namespace RatingDevice.Simulation.Network;

/// <summary>One direction of a connection: first in, first out, however the delays fall.</summary>
internal sealed class FakePipe(TimeProvider time)
{
    private readonly Queue<Parcel> _inside = new();
    private bool _stalled;

    /// <summary>While true nothing comes out; set back, everything that is due comes out in order.</summary>
    public bool Stalled
    {
        get => _stalled;
        set
        {
            _stalled = value;
            Drain();
        }
    }

    public void Send(TimeSpan delay, Action arrive)
    {
        var parcel = new Parcel(arrive);
        _inside.Enqueue(parcel);
        if (delay > TimeSpan.Zero)
        {
            parcel.Timer = time.CreateTimer(_ => Due(parcel), null, delay, Timeout.InfiniteTimeSpan);
            return;
        }

        Due(parcel);
    }

    /// <summary>The connection is gone, and what was under way with it.</summary>
    public void Close()
    {
        foreach (var parcel in _inside) parcel.Timer?.Dispose();
        _inside.Clear();
    }

    private void Due(Parcel parcel)
    {
        parcel.IsDue = true;
        Drain();
    }

    private void Drain()
    {
        while (!_stalled && _inside.TryPeek(out var next) && next.IsDue)
        {
            _inside.Dequeue();
            next.Timer?.Dispose();
            next.Arrive();
        }
    }

    private sealed class Parcel(Action arrive)
    {
        public Action Arrive => arrive;

        public bool IsDue { get; set; }

        public ITimer? Timer { get; set; }
    }
}
