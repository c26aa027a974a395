using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Rehearsal;

/// <summary>
/// Does once, before the program says that it is ready, what its first user would otherwise wait for the
/// runtime to compile. Bounded, and never a reason not to start: a program that could not rehearse is slower,
/// not broken.
/// </summary>
/// <param name="time">Clock.</param>
/// <param name="log">Told how it went.</param>
internal sealed partial class Rehearsing(TimeProvider time, ILogger log)
{
    /// <summary>The longest it may hold up "ready"; a machine slower than that starts unrehearsed.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(15);

    /// <summary>Never throws.</summary>
    /// <param name="play">What is rehearsed; where it does not listen, it goes on by itself.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task RunAsync(Func<CancellationToken, Task> play, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(Most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await play(either.Token).WaitAsync(either.Token);
            LogRehearsed((long)time.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (Exception e)
        {
            if (!stop.IsCancellationRequested) LogNotRehearsed(e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Rehearsed in {Ms} ms")]
    private partial void LogRehearsed(long ms);

    [LoggerMessage(2, LogLevel.Warning,
        "The rehearsal broke off: {Why} The collector serves; its first answers will be slower")]
    private partial void LogNotRehearsed(string why);
}
