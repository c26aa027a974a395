using System.Text.Json;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Demo;

public sealed class DemoTests
{
    [Fact, Trait("stack", "both")]
    public async Task Ten_seconds_of_customers_come_out_even()
    {
        var seed = Scene.NewSeed();
        using var demo = new DemoProcess(
            "--seconds", "10", "--devices", "4", "--rate", "8", "--seed", $"{seed}", "--json");
        var code = await demo.EndAsync(240);
        Assert.True(code == 0, string.Join('\n', demo.Err.TakeLast(40)));

        var json = JsonDocument.Parse(demo.Out[^1]).RootElement;
        Console.WriteLine($"seed {seed}: {demo.Out[^1]}");
        foreach (var none in (string[])["lost", "duplicates", "phantom"])
            Assert.Equal(0, json.GetProperty(none).GetInt32());
        foreach (var holds in (string[])["chainOk", "rollupsEqualRebuild"])
            Assert.True(json.GetProperty(holds).GetBoolean());
        foreach (var p in (string[])["p50", "p99"])
        {
            Assert.True(json.GetProperty($"{p}PressToThanksMs").GetDouble() > 0);
            Assert.True(json.GetProperty($"{p}PressToLiveMs").GetDouble() > 0);
        }

        Assert.True(json.GetProperty("pressed").GetInt32() >= 30);
        Assert.NotEmpty(json.GetProperty("perTeller").EnumerateArray());
        await NothingIsLeftAsync(demo.Folder);
    }

    [Fact]
    public async Task A_signal_to_end_stops_all_it_started()
    {
        using var demo = new DemoProcess();
        await ReadyAsync(demo);
        await EndsAsync(demo, Signals.Terminate);
    }

    [Fact]
    public async Task Even_when_it_is_killed_nothing_stays_behind()
    {
        using var demo = new DemoProcess();
        await ReadyAsync(demo);
        Signals.Send(demo.Pid, Signals.Kill);
        await NothingIsLeftAsync(demo.Folder);
        Directory.Delete(demo.Folder!, recursive: true);
    }

    [Fact]
    public async Task A_person_is_told_every_address_and_Ctrl_C_stops_all_it_started()
    {
        using var demo = new DemoProcess("--devices", "2");
        await ReadyAsync(demo);
        using var http = new HttpClient();
        var addresses = demo.Out.SelectMany(line => line.Split(' '))
            .Where(word => word.StartsWith("http://", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, addresses.Count); // live page, two panels, two exports
        foreach (var address in addresses)
            Assert.True((await http.GetAsync(address)).IsSuccessStatusCode, address);
        await EndsAsync(demo, Signals.Interrupt);
    }

    private static async Task EndsAsync(DemoProcess demo, int signal)
    {
        Signals.Send(demo.Pid, signal);
        Assert.Equal(0, await demo.EndAsync(60));
        await NothingIsLeftAsync(demo.Folder);
        Assert.False(Directory.Exists(demo.Folder));
    }

    private static Task ReadyAsync(DemoProcess demo) => Until.TrueAsync(
        () => demo.Out.Any(line => line.Contains("Ctrl-C stops everything", StringComparison.Ordinal)),
        90, "the demo is ready");

    private static async Task NothingIsLeftAsync(string? folder)
    {
        Assert.NotNull(folder);
        await Until.TrueAsync(
            () => OwnProcesses.Of(folder).Count == 0, 30, "no process of the demo is left");
    }
}
