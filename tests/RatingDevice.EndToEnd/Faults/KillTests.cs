using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>kill -9 in the middle of presses: what was thanked for is counted, once.</summary>
public sealed class KillTests
{
    private const int Kills = 4, Between = 8;

    [Fact]
    public Task Of_devices() => AfterKillsAsync(async (scene, random) =>
    {
        var device = scene.Branch.Devices[random.Next(scene.Branch.Devices.Count)];
        await device.Program.KillAsync();
        await device.StartAsync();
    });

    [Fact, Trait("stack", "both")]
    public Task Of_the_collector() => AfterKillsAsync(async (scene, _) =>
    {
        await scene.Branch.CollectorProgram.KillAsync();
        await scene.ThankedAsync(2); // counters go on while it is away
        await scene.Branch.StartCollectorAsync();
    });

    [Fact, Trait("stack", "both")]
    public Task Of_the_broker()
    {
        if (new BranchPlan().BrokerIsInside)
            Assert.Skip("the broker lives inside the collector, and Of_the_collector kills that");
        return AfterKillsAsync(KillBrokerAsync);
    }

    private static async Task KillBrokerAsync(Scene scene, Random random)
    {
        var killed = scene.Branch.BrokerPid;
        Assert.NotNull(killed);
        Signals.Send(killed.Value, Signals.Kill);
        await Until.TrueAsync(
            () => scene.Branch.BrokerPid is { } now && now != killed, 60, "the broker is back");
    }

    private static async Task AfterKillsAsync(Func<Scene, Random, Task> kill)
    {
        await using var scene = await Scene.OpenAsync(devices: 3, rate: 7);
        var random = new Random(scene.Seed);
        scene.Play();
        for (var round = 0; round < Kills; round++)
        {
            await scene.ThankedAsync(Between + random.Next(4));
            // anywhere within a visit, not always right after a thanks
            await Task.Delay(random.Next(500));
            await kill(scene, random);
        }

        await scene.ThankedAsync(Between);
        await scene.CloseAsync();
        await scene.BalanceAsync();
    }
}
