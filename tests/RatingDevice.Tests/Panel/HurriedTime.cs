using System.Diagnostics;

namespace RatingDevice.Tests.Panel;

/// <summary>The real clock, its timers ringing twenty times sooner: for adapters in real time.</summary>
internal sealed class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(
        TimerCallback callback, object? state, TimeSpan due, TimeSpan period) =>
        base.CreateTimer(callback, state, Sooner(due), Sooner(period));

    private static TimeSpan Sooner(TimeSpan span) => span > TimeSpan.Zero ? span / 20 : span;
}

/// <summary>Waits for what must come true, with a deadline far beyond what a busy machine needs.</summary>
internal static class Eventually
{
    // An emulated machine is slower than busy; it says so.
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("RATING_TEST_PATIENCE"), out var s) ? s : 30);

    public static async Task TrueAsync(Func<Task<bool>> holds, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Deadline, $"after {Deadline} still not: {what}");
            await Task.Delay(5);
        }
    }

    public static Task TrueAsync(Func<bool> holds, string what) =>
        TrueAsync(() => Task.FromResult(holds()), what);
}
