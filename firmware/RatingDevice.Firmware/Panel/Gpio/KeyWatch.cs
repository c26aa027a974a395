using System.Threading.Channels;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>
/// From the driver's threads to the panel's loop. The driver tells no time, has a thread for each pin, and
/// tells an edge when that thread gets to run, so an edge is only a reason to look. Look, stamp and place in
/// the queue are one step, so that time never goes back. The driver must not wait: at the limit edges are
/// dropped and counted.
/// </summary>
/// <param name="read">Keys that are down at this moment; throws where the chip is gone.</param>
/// <param name="clock">Stamps.</param>
internal sealed class KeyWatch(Func<IReadOnlySet<PanelKey>> read, DeviceClock clock)
{
    public const int Capacity = 1024;

    private readonly Lock _gate = new();
    private readonly Channel<KeyEdge> _edges = Channel.CreateBounded<KeyEdge>(Capacity);
    private KeyLooks? _looks;
    private int _dropped;

    public ChannelReader<KeyEdge> Edges => _edges.Reader;

    /// <summary>All pins are open: from now on they are looked at.</summary>
    public void Begin()
    {
        lock (_gate) _looks ??= new KeyLooks(read());
    }

    /// <summary>
    /// Pins are about to be closed. No look is under way when this returns, and none will be: the driver
    /// holds locks while it calls back that it needs for closing.
    /// </summary>
    /// <returns>Edges that let go of what is held.</returns>
    public IReadOnlyList<KeyEdge> End()
    {
        lock (_gate)
        {
            var held = Release();
            _looks = null;
            return held;
        }
    }

    /// <summary>Called back by the driver; never throws.</summary>
    public void Told(PanelKey key, bool down)
    {
        try
        {
            Look((key, down));
        }
        catch (Exception)
        {
            // Drivers throw what they like for a chip that is gone. Thrown back, it would end their thread;
            // the loop looks once a second and finds out.
        }
    }

    /// <summary>Looks without a reason, for edges the driver did not tell.</summary>
    /// <returns>What may have been missed.</returns>
    /// <exception cref="IOException">The chip is gone; a driver may throw others.</exception>
    public IReadOnlyList<string> Look()
    {
        Look(null);
        lock (_gate) return _looks?.Doubts(clock.Up) ?? [];
    }

    /// <summary>Edges dropped since the last call.</summary>
    public int TakeDropped()
    {
        lock (_gate)
        {
            var dropped = _dropped;
            _dropped = 0;
            return dropped;
        }
    }

    /// <summary>Edges that let go of what is held.</summary>
    public IReadOnlyList<KeyEdge> Release()
    {
        lock (_gate) return _looks?.Release(clock.Up) ?? [];
    }

    private void Look((PanelKey Key, bool Down)? told)
    {
        lock (_gate)
        {
            if (_looks is null) return;
            foreach (var edge in _looks.Look(read(), told, clock.Up))
                if (!_edges.Writer.TryWrite(edge)) _dropped++;
        }
    }
}
