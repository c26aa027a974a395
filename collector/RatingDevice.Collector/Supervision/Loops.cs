using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Supervision;

/// <summary>
/// The running loops of the collector. None may be missing: when one ends before it was told to, all are
/// stopped and the program ends, so that whoever supervises it starts it anew. Half a collector helps nobody.
/// </summary>
internal sealed partial class Loops(TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<(string Name, Func<CancellationToken, Task> Run)> _loops = [];

    public void Add(string name, Func<CancellationToken, Task> run) => _loops.Add((name, run));

    /// <summary>Runs all until told to stop. True when that was why they stopped.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = _loops.Select(l => (l.Name, Task: GuardAsync(l.Name, l.Run, all.Token))).ToList();
        await Task.WhenAny(running.Select(r => r.Task));
        var told = stop.IsCancellationRequested;
        await all.CancelAsync();
        foreach (var (name, task) in running)
        {
            try
            {
                await task.WaitAsync(Patience, time, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                LogStuck(name, Patience.TotalSeconds);
            }
        }

        return told;
    }

    private async Task GuardAsync(string name, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        try
        {
            await run(stop);
            if (!stop.IsCancellationRequested) LogEnded(name, null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // told to stop
        }
        catch (Exception e)
        {
            LogEnded(name, e);
        }
    }

    [LoggerMessage(1, LogLevel.Critical,
        "{Name} ended before it was told to. What was committed is safe, and "
        + "devices keep what was not; the collector stops and can be started again")]
    private partial void LogEnded(string name, Exception? error);

    [LoggerMessage(2, LogLevel.Error, "{Name} does not stop within {Seconds} s and is left behind")]
    private partial void LogStuck(string name, double seconds);
}
