using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Faults;

public sealed class BrokerAwayTests
{
    private const int AwaySeconds = 60;

    /// <summary>
    /// A stopped process is worse than a dead one: connections stay open and say nothing. Where the broker
    /// lives inside the collector, that is stopped.
    /// </summary>
    [Fact]
    public async Task For_a_minute_then_everything_kept_is_drained()
    {
        await using var scene = await Scene.OpenAsync(devices: 3, rate: 3);
        scene.Play();
        await scene.ThankedAsync(5);
        var broker = scene.Branch.BrokerPid;
        Assert.NotNull(broker);
        Signals.Send(broker.Value, Signals.Stop);
        var back = DateTime.UtcNow.AddSeconds(AwaySeconds);
        var thanked = scene.Diary.Thanked;
        await Until.TrueAsync(() => DateTime.UtcNow >= back, AwaySeconds + 30, "the minute is over");
        var inBetween = scene.Diary.Thanked - thanked;
        Signals.Send(broker.Value, Signals.Continue);
        Assert.True(inBetween >= AwaySeconds / 2, $"only {inBetween} presses were thanked for in the minute");

        await scene.ThankedAsync(5);
        await scene.CloseAsync();
        await scene.BalanceAsync();
    }
}
