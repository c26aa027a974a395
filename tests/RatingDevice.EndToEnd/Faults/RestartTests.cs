namespace RatingDevice.EndToEnd.Faults;

public sealed class RestartTests
{
    [Fact]
    public async Task Of_everything_keeps_every_figure()
    {
        await using var scene = await Scene.OpenAsync(devices: 3, rate: 6, counterPcShare: 0.25);
        scene.Play();
        await scene.ThankedAsync(30);
        await scene.CloseAsync();
        var before = await scene.BalanceAsync();

        await scene.Branch.StopAsync();
        await scene.Branch.StartCollectorAsync();
        foreach (var device in scene.Branch.Devices) await device.StartAsync();

        var after = await scene.BalanceAsync();
        Assert.Equal(before.Ratings, after.Ratings);
        Assert.Equal(before.Tellers.ToJsonString(), after.Tellers.ToJsonString());
    }
}
