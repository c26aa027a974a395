using System.Text;
using System.Text.Json.Nodes;
using RatingDevice.EndToEnd.Faults;
using RatingDevice.Simulation.Ingest;

namespace RatingDevice.EndToEnd.HeadOffice;

/// <summary>Presses and served customers of a past day, over real processes, to head office's store and
/// back.</summary>
public sealed class HeadOfficeTests
{
    [Fact]
    public async Task A_day_of_presses_becomes_a_statement_with_a_receipt_and_an_audit_that_holds()
    {
        await using var broker = await TestBroker.StartAsync("collector", "d-1");
        await using var levels = await TwoLevels.StartAsync(broker);
        var noon = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-2).AddHours(4), TimeSpan.Zero);
        using var device = new JournalScript(start: noon);
        for (var i = 0; i < 5; i++) device.Rate(device.Invite(), "satisfied");
        // the queue system tells of those five and of two more, who were not asked
        var told = new JsonArray([.. Enumerable.Range(1, 7).Select(i => new JsonObject
        {
            ["outlet"] = "o-1", ["ticket"] = $"a{i}", ["counter"] = "c-1", ["teller"] = "1001",
            ["called"] = noon.AddSeconds(20 * (i - 1)), ["finished"] = noon.AddSeconds(20 * i),
        })]);
        var taken = await levels.Http.PostAsync(
            new Uri(levels.Collector, "api/v1/services"),
            new StringContent(told.ToJsonString(), Encoding.UTF8, "application/json"));
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
        await levels.KillOfficeAsync(); // an outage while the day is sealed
        broker.Publish("collector", device.Topic.ToString(), device.BatchFrom(1));
        await Until.TrueAsync(async () => (await levels.UplinkAsync())["failing"] is not null, 120,
            "the statement was tried and head office is away");
        await levels.StartOfficeAsync();
        await Until.TrueAsync(async () =>
        {
            var now = await levels.UplinkAsync();
            return now["backlog"]!.GetValue<long>() == 0 && now["last"] is not null;
        }, 180, $"every statement has its receipt: {levels.Said}");
        var last = (await levels.UplinkAsync())["last"]!;
        Assert.Equal(("o-1", "ho"), (last["outlet"]!.GetValue<string>(), last["by"]!.GetValue<string>()));

        var (code, said) = await TwoLevels.CommandAsync("uplink", "status", "--data", levels.BranchData);
        Assert.True(code == 0, said);
        Assert.Contains("Every statement has its receipt.", said, StringComparison.Ordinal);

        (code, said) = await TwoLevels.CommandAsync("uplink", "dry-run", "--options", levels.BranchOptions);
        Assert.True(code == 0, said);
        Assert.Contains("It is reached, and knows this unit.", said, StringComparison.Ordinal);
        (code, said) = await TwoLevels.CommandAsync("verify", "--data", levels.OfficeData);
        Assert.True(code == 0, said);

        (code, said) = await TwoLevels.CommandAsync("audit", "--data", levels.OfficeData, "--outlet", "o-1",
            "--day", $"{noon:yyyy-MM-dd}", "--device", "d-1", "--wait", "3");
        Assert.True(code == 0, said);
        Assert.Contains("1 hold, 0 do not, 0 have no answer yet", said, StringComparison.Ordinal);
        var answers = Directory.EnumerateFiles(
            Path.Combine(levels.OfficeData, "audits"), "answer.ndjson", SearchOption.AllDirectories);
        var answer = await File.ReadAllTextAsync(answers.Single());
        Assert.Contains("{\"line\":\"served\",\"rows\":7}\n{\"ticket\":\"a1\",", answer,
            StringComparison.Ordinal);
    }
}
