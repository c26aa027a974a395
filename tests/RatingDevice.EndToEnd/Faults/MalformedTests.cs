using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RatingDevice.Wire;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>What somebody with the collector's own password can send, by mosquitto_pub.</summary>
public sealed class MalformedTests
{
    [Fact]
    public async Task Each_kind_is_refused_with_its_reason_and_the_next_press_is_stored()
    {
        await using var broker = await TestBroker.StartAsync("collector", "d-1");
        await using var scene = await Scene.OpenAsync(devices: 1, rate: 2, change: plan => plan with
        {
            Broker = broker.Foreign,
            Absent = new Dictionary<string, string?>
            {
                [MalformedKinds.Device] = null,
                [MalformedKinds.Pinned] = Digest.Of("not this key"u8).ToString(),
            },
        });
        scene.Play();
        await scene.ThankedAsync(3);
        using var forger = new Forger(MalformedKinds.Device);
        var opened = forger.Opened();
        broker.Publish("collector", "rating/v1/o-1/d-9/journal", forger.Sign([opened]));
        await Until.TrueAsync(
            async () => await JournalsAsync(scene) is { Count: 2 }, 60, "both journals are held");
        var (journal, line) = Evidence.Line(scene.Branch, "d-1", 2);

        var kinds = MalformedKinds.All(forger, opened, journal, line).ToList();
        Assert.True(kinds.Count >= 20);
        foreach (var kind in kinds) broker.Publish("collector", kind.Topic, kind.Payload);

        var payloads = new JsonArray();
        await Until.TrueAsync(async () => (payloads = await QuarantineAsync(scene)).Count >= kinds.Count, 60,
            "every kind is in quarantine");
        Assert.Equal(kinds.Select(k => $"{k.Topic} {Kebab(k.Reason)}"),
            payloads.Reverse().Select(p => $"{p!["topic"]} {p["reason"]}"));
        Assert.All(payloads, p => Assert.NotEqual("", p!["detail"]!.GetValue<string>()));

        await scene.ThankedAsync(3);
        await scene.CloseAsync();
        await scene.BalanceAsync();
    }

    private static async Task<JsonArray> JournalsAsync(Scene scene) =>
        (await scene.Http.GetFromJsonAsync<JsonObject>(new Uri(scene.Branch.Collector, "api/v1/journals")))!
        ["journals"]!.AsArray();

    private static async Task<JsonArray> QuarantineAsync(Scene scene) =>
        (await scene.Http.GetFromJsonAsync<JsonObject>(new Uri(scene.Branch.Collector, "api/v1/quarantine")))!
        ["payloads"]!.AsArray();

    private static string Kebab(RefusalReason reason) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
