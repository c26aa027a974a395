using RatingDevice.Simulation.Scheduling;

namespace RatingDevice.Simulation.Branch;

/// <summary>One life of a program, from its start to its crash; its effects end with it.</summary>
internal sealed class SimLife(SimWorld world, string name)
{
    private const int Ranks = 3;
    private readonly List<IDisposable> _held = [];
    private readonly CancellationTokenSource[] _stops =
        [.. Enumerable.Range(0, Ranks).Select(_ => new CancellationTokenSource())];

    public SimContext Context { get; } = new(world.Scheduler, name);

    public bool Dead => Context.Dead;

    /// <summary>True once the program was asked to stop in good order.</summary>
    public bool Stopping { get; private set; }

    /// <summary>Told to stop in the order of the ranks, each when the one before has.</summary>
    public CancellationToken Rank(int rank) => _stops[rank].Token;

    /// <summary>Runs the parts of a program until one ends, or until all have stopped as asked.</summary>
    /// <param name="parts">With the rank of each.</param>
    public async Task RunAsync(params (int Rank, Task Part)[] parts)
    {
        var first = await Task.WhenAny(parts.Select(p => p.Part));
        if (!Stopping) await first;
        if (!Stopping) throw new InvalidOperationException("a part ended before it was asked to");
        foreach (var rank in parts.GroupBy(p => p.Rank).OrderBy(g => g.Key))
        {
            _stops[rank.Key].Cancel();
            foreach (var (_, part) in rank) await Stopped(part);
        }
    }

    /// <summary>SIGTERM.</summary>
    public void Stop()
    {
        Stopping = true;
        Context.Post(_ => _stops[0].Cancel(), null);
    }

    /// <summary>Something with native memory, let go after this life in a quiet moment.</summary>
    public T Hold<T>(T thing) where T : IDisposable
    {
        _held.Add(thing);
        return thing;
    }

    public void Kill()
    {
        Context.Kill();
        world.After(TimeSpan.Zero, Release);
    }

    /// <summary>
    /// Only once the code of this life is off the stack: its files are dead, so closing writes nothing.
    /// </summary>
    public void Release()
    {
        foreach (var thing in Enumerable.Reverse(_held)) thing.Dispose();
        _held.Clear();
    }

    private static async Task Stopped(Task part)
    {
        try
        {
            await part;
        }
        catch (OperationCanceledException)
        {
            // as asked
        }
    }
}
