using System.Threading.Channels;

namespace RatingDevice.Firmware.Panel.Gpio;

/// <summary>
/// From the driver's threads to the panel's loop. An edge is stamped as it is told, since the driver tells no
/// time; stamp and place in the queue are one step, so that time never goes back. The driver must not wait,
/// or the next stamp would be late: at the limit edges are dropped and counted.
/// </summary>
internal sealed class EdgeQueue(DeviceClock clock)
{
    public const int Capacity = 1024;

    private readonly Lock _gate = new();
    private readonly Channel<KeyEdge> _edges = Channel.CreateBounded<KeyEdge>(Capacity);
    private int _dropped;

    public ChannelReader<KeyEdge> Edges => _edges.Reader;

    public void Put(PanelKey key, bool down)
    {
        lock (_gate)
        {
            if (!_edges.Writer.TryWrite(new KeyEdge(key, down, clock.Up))) _dropped++;
        }
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
}
