using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RatingDevice.Collector.Fleet;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Tellers;

/// <summary>From a card typed at a counter to a rating credited to its teller, by real processes.</summary>
public sealed class CardTests : IDisposable
{
    private const string Card = "0012345678", Teller = "1001";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task A_card_credits_its_teller_moves_to_the_next_counter_and_is_written_nowhere()
    {
        await using var branch = await Branch.StartAsync(
            new BranchPlan { Devices = 2, StartDevices = false });
        await GiveCardAsync(branch);
        using var first = await StartAsync(branch, branch.Devices[0]);
        using var second = await StartAsync(branch, branch.Devices[1]);

        first.Show(Card);
        await Until.TrueAsync(async () => await SignedOnAsync(branch, 0) == Teller, 60, "the card signs on");
        var began = TimeProvider.System.GetTimestamp();
        await PanelAsync(branch.Devices[0], "invite", new JsonObject());
        await PanelAsync(branch.Devices[0], "press", new JsonObject { ["level"] = "satisfied" });
        await Until.TrueAsync(async () => await RatedAsync(branch) == 1, 60, "the rating is the teller's");

        // nearer to each other than this, nobody could say which sign-on was the later one
        var apart = 2 * DoubleSignOn.Apart;
        await Until.TrueAsync(
            () => TimeProvider.System.GetElapsedTime(began) > apart, 60, "some seconds pass");
        second.Show(Card);
        await Until.TrueAsync(async () => await SignedOnAsync(branch, 1) == Teller, 60, "on at the next one");
        await Until.TrueAsync(async () => await SignedOnAsync(branch, 0) is null, 60, "let go at the first");
        await Until.TrueAsync(
            async () => (await DevicesAsync(branch))["doubleSignOns"]!.AsArray().Count == 0, 60,
            "one teller at one counter");

        await branch.StopAsync();
        var digits = Encoding.ASCII.GetBytes(Card);
        foreach (var file in Directory.EnumerateFiles(branch.Files.Root, "*", SearchOption.AllDirectories)
            .Where(f => f != first.Path && f != second.Path))
            Assert.False((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(digits) >= 0, file);
    }

    public void Dispose() => _http.Dispose();

    private static async Task GiveCardAsync(Branch branch)
    {
        using var command = Process.Start(new ProcessStartInfo(Branch.Executable("rating-collector"),
            ["sign-on", "card", Teller, "--data", branch.Files.CollectorData])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await command.StandardInput.WriteLineAsync(Card);
        command.StandardInput.Close();
        Assert.Contains("one more card", await command.StandardOutput.ReadToEndAsync(),
            StringComparison.Ordinal);
        await command.WaitForExitAsync();
        Assert.Equal(0, command.ExitCode);
    }

    // Started once it has a reader; ready once the branch has told it whose cards are good.
    private static async Task<TypedCard> StartAsync(Branch branch, BranchDevice device)
    {
        var card = new TypedCard(Path.Combine(branch.Files.Root, device.Id + ".reader"));
        var file = branch.Files.DeviceOptions(device.Id);
        var options = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        options["cardReader"] = new JsonObject { ["kind"] = "keyboard", ["path"] = card.Path };
        await File.WriteAllTextAsync(file, options.ToJsonString());
        await device.StartAsync();
        var told = Path.Combine(branch.Files.DeviceData(device.Id), "tellers.sealed");
        await Until.TrueAsync(() => File.Exists(told), 60, $"{device.Id} is told its tellers");
        return card;
    }

    private async Task PanelAsync(BranchDevice device, string path, JsonObject body)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(device.Panel, path), body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
    }

    private async Task<JsonNode> DevicesAsync(Branch branch) => JsonNode.Parse(
        await _http.GetStringAsync(new Uri(branch.Collector, "api/v1/devices")))!;

    private async Task<string?> SignedOnAsync(Branch branch, int index) =>
        (string?)(await DevicesAsync(branch))["devices"]!.AsArray()
            .Single(d => (string)d!["device"]! == branch.Devices[index].Id)!["status"]?["teller"];

    private async Task<int> RatedAsync(Branch branch)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var sheet = JsonNode.Parse(await _http.GetStringAsync(new Uri(branch.Collector,
            $"api/v1/figures?by=teller&period={from:yyyy-MM-dd}..{to:yyyy-MM-dd}")))!;
        return sheet["lines"]!.AsArray().Where(l => (string?)l!["teller"] == Teller)
            .Sum(l => (int)l!["rated"]!);
    }
}
