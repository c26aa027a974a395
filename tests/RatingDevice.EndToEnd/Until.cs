using System.Diagnostics;

namespace RatingDevice.EndToEnd;

/// <summary>Waits for what must come true, with a deadline far beyond what a busy machine needs.</summary>
internal static class Until
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static Task TrueAsync(Func<bool> holds, int withinSeconds, string what) =>
        TrueAsync(() => Task.FromResult(holds()), withinSeconds, what);

    public static async Task TrueAsync(Func<Task<bool>> holds, int withinSeconds, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun).TotalSeconds < withinSeconds,
                $"after {withinSeconds} s it is still not true that {what}");
            await Task.Delay(Look);
        }
    }
}
