using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Served;

/// <summary>Customers told by a feed, and real presses: the account on the API.</summary>
public sealed class ServedFeedTests
{
    [Fact]
    public async Task By_http_and_by_import_closes_the_account_and_again_changes_nothing()
    {
        await using var scene = await Scene.OpenAsync(devices: 2, rate: 4, counterPcShare: 1);
        scene.Play();
        await scene.ThankedAsync(12);
        await scene.CloseAsync();
        var entry = await scene.BalanceAsync();
        var tickets = entry.Ratings.Where(r => r.Service.Length > 0).Select(r => r.Service).ToList();
        Assert.NotEmpty(tickets);

        var called = DateTimeOffset.UtcNow.AddSeconds(-1);
        var rows = new JsonArray([.. tickets.Append("never-asked").Select(t => Row(t, called))]);
        Assert.Equal(tickets.Count + 1, await TakenAsync(scene, rows));
        Assert.Equal(0, await TakenAsync(scene, rows));
        await AccountAsync(scene, tickets.Count, called);

        var file = Path.Combine(scene.Branch.Files.Root, "排队机.csv");
        await File.WriteAllLinesAsync(file,
        [
            "票号,叫号时间,窗口", .. tickets.Append("never-asked").Select(t => $"{t},{called:O},c-1"),
        ]);
        Assert.Contains($"0 new, 0 completed, {tickets.Count + 1} known", await ImportAsync(scene, file),
            StringComparison.Ordinal);
        await AccountAsync(scene, tickets.Count, called);
        await scene.BalanceAsync();
    }

    private static JsonObject Row(string ticket, DateTimeOffset called) => new()
    {
        ["outlet"] = BranchFiles.Outlet, ["ticket"] = ticket, ["counter"] = BranchFiles.Counter(0),
        ["called"] = $"{called:O}",
    };

    private static async Task<int> TakenAsync(Scene scene, JsonArray rows)
    {
        using var answer = await scene.Http.PostAsJsonAsync(
            new Uri(scene.Branch.Collector, "api/v1/services"), rows);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.True(answer.IsSuccessStatusCode, said.ToJsonString());
        return (int)said["taken"]!;
    }

    private static async Task AccountAsync(Scene scene, int rated, DateTimeOffset called)
    {
        var period = $"{called.AddDays(-1):yyyy-MM-dd}..{called.AddDays(1):yyyy-MM-dd}";
        JsonNode? total = null;
        await Until.TrueAsync(
            async () =>
            {
                var sheet = JsonNode.Parse(await scene.Http.GetStringAsync(
                    new Uri(scene.Branch.Collector, $"api/v1/figures?by=total&period={period}")))!;
                total = sheet["total"];
                return (int?)total!["served"] == rated + 1;
            },
            60, "the day is settled");
        Assert.Equal((rated, 0, 1, 0, 0), (
            (int)total!["servedRated"]!, (int)total["servedUnrated"]!, (int)total["neverAsked"]!,
            (int)total["deviceDown"]!, (int)total["void"]!));
    }

    private static async Task<string> ImportAsync(Scene scene, string file)
    {
        string[] words =
        [
            "import", "services", "--data", scene.Branch.Files.CollectorData, "--outlet", BranchFiles.Outlet,
            file,
        ];
        using var import = Process.Start(new ProcessStartInfo(Branch.Executable("rating-collector"), words)
        {
            RedirectStandardOutput = true,
        })!;
        var said = await import.StandardOutput.ReadToEndAsync();
        await import.WaitForExitAsync();
        Assert.Equal(0, import.ExitCode);
        return said;
    }
}
