using RatingDevice.Collector.Ingest;
using RatingDevice.Firmware.Link;
using RatingDevice.Simulation.Network;

namespace RatingDevice.Tests.Link;

/// <summary>Everything in memory; what the simulation runs on.</summary>
internal sealed class FakeRig : ILinkRig
{
    private readonly FakeBroker _broker = new(TimeProvider.System)
    {
        Passwords = new Dictionary<string, string>
        {
            ["d-1"] = "right", [FakeBroker.Collector] = "also right",
        },
    };

    public BrokerAddress Address { get; } = new("broker", 1883);

    public BrokerAddress Silent { get; } = new("silent", 1883);

    public string Password => "right";

    public ILink NewLink(int capacity) =>
        new FakeLink(a => a == Address ? _broker : null, TimeProvider.System, capacity)
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(100),
        };

    public IIntake NewIntake(int capacity)
    {
        var intake = new FakeIntake(_broker, TimeProvider.System, capacity, "also right");
        intake.Start();
        return intake;
    }

    public void Cut() => _broker.Cut("d-1");

    public void Kill() => _broker.Stop();

    public Task BackAsync()
    {
        _broker.Start();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
