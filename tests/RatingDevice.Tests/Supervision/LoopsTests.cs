using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Supervision;

namespace RatingDevice.Tests.Supervision;

public sealed class LoopsTests
{
    [Fact]
    public async Task A_loop_that_fails_takes_all_down_and_that_was_not_asked_for()
    {
        var (loops, stopped) = (Make(), false);
        loops.Add("good", async ct =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopped = true;
        });
        loops.Add("bad", _ => throw new InvalidOperationException("broken"));
        Assert.False(await loops.RunAsync(CancellationToken.None));
        Assert.True(stopped);
    }

    [Fact]
    public async Task A_loop_that_just_returns_takes_all_down_too()
    {
        var loops = Make();
        loops.Add("good", Forever);
        loops.Add("short", _ => Task.CompletedTask);
        Assert.False(await loops.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Told_to_stop_is_a_good_end()
    {
        var loops = Make();
        loops.Add("good", Forever);
        using var stop = new CancellationTokenSource();
        var run = loops.RunAsync(stop.Token);
        Assert.False(run.IsCompleted);
        await stop.CancelAsync();
        Assert.True(await run);
    }

    private static Loops Make() => new(TimeProvider.System, NullLogger.Instance);

    private static Task Forever(CancellationToken stop) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
}
