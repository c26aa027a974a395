using RatingDevice.Simulation.Faults;
using RatingDevice.Simulation.Network;
using RatingDevice.Simulation.Scheduling;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// What all machines of a run share: time, network, chance, and the record of what went on.
/// </summary>
internal sealed class SimWorld
{
    private readonly int _seed;
    private readonly List<string> _failures = [];

    public SimWorld(int seed)
    {
        _seed = seed;
        Scheduler = new SimScheduler(Chance("scheduler"));
        Trace = new SimTrace(Scheduler);
        Start = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero)
            + TimeSpan.FromMilliseconds(Chance("start").Next(86_400_000));
        Clock = new SimClock(Scheduler, Start);
        Context = new SimContext(Scheduler, "world");
        Time = new SimTime(Clock, Context);
        Weather = new NetworkWeather(Chance("network"));
        Broker = new FakeBroker(Time, Weather.Wire);
    }

    public SimScheduler Scheduler { get; }

    public SimTrace Trace { get; }

    /// <summary>
    /// What the time really was at the beginning: any moment of the day, so that midnight is passed too.
    /// </summary>
    public DateTimeOffset Start { get; }

    /// <summary>The world's own clock is always right.</summary>
    public SimClock Clock { get; }

    public SimContext Context { get; }

    public SimTime Time { get; }

    public NetworkWeather Weather { get; }

    public FakeBroker Broker { get; }

    /// <summary>What happened although it must never; the first one is the one to look at.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>
    /// A stream of chance of its own for each purpose, so that one more draw here does not change everything
    /// there.
    /// </summary>
    public Random Chance(string purpose)
    {
        var digest = Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{_seed}/{purpose}"));
        return new Random((int)(digest.A & int.MaxValue));
    }

    public void Fail(string what)
    {
        Trace.Add("FAILED", what);
        if (_failures.Count < 50) _failures.Add(what);
    }

    /// <summary>Does something later, as the world itself.</summary>
    public void After(TimeSpan delay, Action what) =>
        Time.CreateTimer(_ => what(), null, delay, Timeout.InfiniteTimeSpan);

    public Task Delay(TimeSpan delay) => Task.Delay(delay, Time);
}
