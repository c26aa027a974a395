namespace RatingDevice.Collector.Dashboard.Live;

/// <summary>
/// Looks for devices that fell silent every second, and beats so that a page knows it is still fed.
/// </summary>
internal sealed class LivePulse(LiveSource source, TimeProvider time)
{
    private const int BeatEvery = 15;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var i = 1L; ; i++)
        {
            await Task.Delay(Every, time, stop);
            source.Look();
            if (i % BeatEvery == 0) source.Beat();
        }
    }
}
