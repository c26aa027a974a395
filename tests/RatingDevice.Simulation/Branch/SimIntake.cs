using System.Threading.Channels;
using RatingDevice.Collector.Ingest;
using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Network;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// The intake of one life of the collector: the fake one, with the places where that life may end.
/// </summary>
internal sealed class SimIntake : IIntake
{
    private readonly SimCollector _collector;
    private readonly SimLife _life;
    private readonly FakeIntake _inner;

    public SimIntake(SimCollector collector, SimLife life)
    {
        (_collector, _life) = (collector, life);
        _inner = new FakeIntake(collector.World.Broker, collector.Time(life));
    }

    public ChannelReader<IntakeMessage> Messages => _inner.Messages;

    public long Overflow => _inner.Overflow;

    public bool Connected => _inner.Connected;

    public void Start() => _inner.Start();

    public void Publish(Topic topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        var ack = topic.Kind == TopicKind.Ack;
        if (!(ack ? _collector.Pass(CrashPoint.BeforeAckSent, _life) : !_life.Dead)) return;
        if (ack) _collector.Acknowledges(payload);
        _inner.Publish(topic, payload, retain);
        if (ack) _collector.Pass(CrashPoint.AfterAckSent, _life);
    }

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
