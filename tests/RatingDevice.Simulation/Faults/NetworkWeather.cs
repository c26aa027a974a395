using RatingDevice.Simulation.Network;

namespace RatingDevice.Simulation.Faults;

/// <summary>How the network behaves right now; each count is of faults that last and overlap.</summary>
internal sealed class NetworkWeather(Random random)
{
    private readonly Dictionary<string, int> _unreachable = [];

    public int Slow { get; set; }

    public int Lossy { get; set; }

    public int Doubling { get; set; }

    /// <summary>Messages swallowed.</summary>
    public long Lost { get; private set; }

    /// <summary>Messages delivered twice.</summary>
    public long Doubled { get; private set; }

    public FakeWire Wire => new() { Delay = Delay, Lose = Lose, Repeat = Repeat, Unreachable = Unreachable };

    public void Reach(string client, int by) =>
        _unreachable[client] = _unreachable.GetValueOrDefault(client) + by;

    public void ReachAll() => _unreachable.Clear();

    private bool Unreachable(string client) => _unreachable.GetValueOrDefault(client) > 0;

    private TimeSpan Delay(FakeHop hop) => TimeSpan.FromMilliseconds(
        Slow > 0 && random.Next(2) == 0 ? random.Next(6000) : 0.2 + random.NextDouble() * 5);

    private bool Lose(FakeHop hop)
    {
        var lose = Lossy > 0 && random.Next(3) == 0;
        if (lose) Lost++;
        return lose;
    }

    private bool Repeat(FakeHop hop)
    {
        var repeat = Doubling > 0 && random.Next(2) == 0;
        if (repeat) Doubled++;
        return repeat;
    }
}
