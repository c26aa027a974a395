namespace RatingDevice.Tests;

/// <summary>Waits for other processes and threads: looks until it is so, or says what never came.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> condition, string what, int seconds = 20)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            try
            {
                await look.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"not within {seconds} s: {what}");
            }
        }
    }

    /// <summary>The next of a channel.</summary>
    public static async Task<T> NextAsync<T>(System.Threading.Channels.ChannelReader<T> reader, string what)
    {
        T? next = default;
        await IsTrueAsync(() => reader.TryRead(out next), what);
        return next!;
    }
}
