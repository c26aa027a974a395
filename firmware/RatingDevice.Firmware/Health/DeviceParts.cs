namespace RatingDevice.Firmware.Health;

/// <summary>How a part of the device ended.</summary>
/// <param name="Error">Null when it simply returned.</param>
internal sealed record PartEnd(string Name, Exception? Error);

/// <summary>
/// The running loops of the device. They stop in the order in which the data flows: first who brings, then
/// who decides, then who sends on, so that nothing said by one is unheard by the next.
/// </summary>
/// <param name="patience">How long a part may take to stop.</param>
internal sealed class DeviceParts(TimeProvider time, TimeSpan patience) : IDisposable
{
    private readonly List<Part> _parts = [];

    public void Start(int rank, string name, Func<CancellationToken, Task> run)
    {
        var stop = new CancellationTokenSource();
        _parts.Add(new Part(rank, name, stop, RunAsync(name, run, stop.Token)));
    }

    /// <summary>
    /// The part that ends first, before anybody was told to; null when the token says stop earlier.
    /// </summary>
    public async Task<PartEnd?> FirstEndAsync(CancellationToken stop)
    {
        var told = new TaskCompletionSource<PartEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => told.TrySetCanceled(stop));
        var first = await Task.WhenAny(_parts.Select(p => p.Run).Append(told.Task));
        return first == told.Task ? null : await first;
    }

    /// <summary>Stops all, rank by rank, and tells how those ended that did not end well.</summary>
    public async Task<IReadOnlyList<PartEnd>> StopAsync()
    {
        var bad = new List<PartEnd>();
        foreach (var rank in _parts.GroupBy(p => p.Rank).OrderBy(g => g.Key))
        {
            foreach (var part in rank) await part.Stop.CancelAsync();
            foreach (var part in rank)
            {
                var end = await EndAsync(part.Name, part.Run);
                if (end.Error is not null) bad.Add(end);
            }
        }

        return bad;
    }

    public void Dispose() => _parts.ForEach(p => p.Stop.Dispose());

    private async Task<PartEnd> EndAsync(string name, Task<PartEnd> run)
    {
        try
        {
            return await run.WaitAsync(patience, time);
        }
        catch (TimeoutException e)
        {
            return new PartEnd(name, e);
        }
    }

    private static async Task<PartEnd> RunAsync(
        string name, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        try
        {
            await run(stop);
            return new PartEnd(name, null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new PartEnd(name, null);
        }
        catch (Exception e)
        {
            return new PartEnd(name, e);
        }
    }

    private sealed record Part(int Rank, string Name, CancellationTokenSource Stop, Task<PartEnd> Run);
}
