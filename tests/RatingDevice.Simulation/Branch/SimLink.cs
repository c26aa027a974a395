using System.Threading.Channels;
using RatingDevice.Firmware.Link;
using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Network;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// The link of one life of a device program: the fake one, with the places where that life may end.
/// </summary>
internal sealed class SimLink(SimDevice device, SimLife life) : ILink
{
    private readonly FakeLink _inner = new(device.World.Broker, device.World.Time);
    private readonly CrashingReader _events = new(device, life);

    public ChannelReader<LinkEvent> Events => _events.Over(_inner.Events);

    public long Overflow => _inner.Overflow;

    public Task ConnectAsync(BrokerAddress broker, LinkLogin login, CancellationToken stop) =>
        life.Dead ? Never() : _inner.ConnectAsync(broker, login, stop);

    public Task PublishAsync(Topic topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken stop)
    {
        var batch = topic.Kind == TopicKind.Journal;
        if (!(batch ? device.Pass(CrashPoint.BeforeSend, life) : !life.Dead)) return Never();
        if (batch) device.World.Trace.Add(device.Name, $"sends {payload.Length} bytes");
        var sent = _inner.PublishAsync(topic, payload, retain, stop);
        if (batch && !device.Pass(CrashPoint.AfterSend, life)) return Never();
        return sent;
    }

    public Task DisconnectAsync(CancellationToken stop) => life.Dead ? Never() : _inner.DisconnectAsync(stop);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    // A dead program waits for nothing that comes.
    private static Task Never() => new TaskCompletionSource().Task;

    /// <summary>Lets the program die right before or right after it has heard an ack.</summary>
    private sealed class CrashingReader(SimDevice device, SimLife life) : ChannelReader<LinkEvent>
    {
        private ChannelReader<LinkEvent> _inner = null!;

        public override bool TryRead(out LinkEvent item)
        {
            if (_inner.TryPeek(out var next) && IsAck(next) && !device.Pass(CrashPoint.BeforeAckHeard, life)
                || life.Dead || !_inner.TryRead(out item!))
            {
                item = null!;
                return false;
            }

            // The program dies while it works on this one: at the next place it gives way.
            if (IsAck(item)) device.Pass(CrashPoint.AfterAckHeard, life);
            return true;
        }

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
            life.Dead ? new ValueTask<bool>(new TaskCompletionSource<bool>().Task)
                : _inner.WaitToReadAsync(cancellationToken);

        internal ChannelReader<LinkEvent> Over(ChannelReader<LinkEvent> inner)
        {
            _inner = inner;
            return this;
        }

        private static bool IsAck(LinkEvent e) => e is LinkMessage { Topic.Kind: TopicKind.Ack };
    }
}
