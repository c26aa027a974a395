namespace RatingDevice.Simulation.Network;

/// <summary>One trip of one message between a client and the broker.</summary>
/// <param name="Client">The client id at the other end.</param>
/// <param name="ToBroker">True from client to broker.</param>
/// <param name="Topic">The topic's text.</param>
internal readonly record struct FakeHop(string Client, bool ToBroker, string Topic);

/// <summary>
/// How badly the network behaves. Every answer comes from the caller, so a seed can give it. Order within one
/// connection and direction is always kept, as TCP keeps it.
/// </summary>
internal sealed class FakeWire
{
    /// <summary>How long a trip takes; zero arrives at once, within the sender's call.</summary>
    public Func<FakeHop, TimeSpan> Delay { get; init; } = _ => TimeSpan.Zero;

    /// <summary>
    /// True swallows the message although its sender believes it sent: a broker that died after PUBACK.
    /// </summary>
    public Func<FakeHop, bool> Lose { get; init; } = _ => false;

    /// <summary>True delivers the message twice, as QoS 1 may.</summary>
    public Func<FakeHop, bool> Repeat { get; init; } = _ => false;

    /// <summary>
    /// True for a client that gets no answer at all when it connects: it waits until its time-out.
    /// </summary>
    public Func<string, bool> Unreachable { get; init; } = _ => false;
}
