using System.Diagnostics;

namespace RatingDevice.Tests;

/// <summary>
/// Waits for something that another thread does, with a deadline and without guessing how long.
/// </summary>
internal static class Soon
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task Be(Func<bool> condition, string what)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(5))
            Assert.True(waited.Elapsed < Patience, $"not within {Patience.TotalSeconds} s: {what}");
    }
}
