using System.Text.Json;
using RatingDevice.Demo.Postgres;
using RatingDevice.Demo.Processes;
using RatingDevice.EndToEnd.Faults;

namespace RatingDevice.EndToEnd.Cluster;

/// <summary>
/// Beyond one machine, on one: several collectors, servers and brokers of our own; some die.
/// </summary>
public sealed class SeveralCollectorsTests
{
    private static readonly string[] Users = ["collector", "collector-2", "collector-3", "d-1", "d-2", "d-3"];

    [Fact]
    public async Task Three_share_the_devices_and_one_is_killed()
    {
        if (PrivateCluster.Missing is { } why) Assert.Skip(why);
        await using var database = await BranchDatabase.StartAsync();
        await using var broker = await TestBroker.StartAsync(Users, null, AccessList.OfTheManual());
        await using var scene = await Scene.OpenAsync(devices: 3, rate: 6, change: plan => plan with
        {
            Database = database, Broker = broker.Foreign, Collectors = 3,
        });
        scene.Play();
        await scene.ThankedAsync(10);
        Assert.All(await EntriesAsync(scene), entries => Assert.True(entries > 0, "one took nothing"));
        await scene.Branch.Others[0].Program.KillAsync();
        await scene.ThankedAsync(10);
        await scene.CloseAsync();
        var entry = await scene.BalanceAsync();
        await Until.TrueAsync(async () => await LastAsync(scene, 1) == Math.Min(30, entry.Ratings.Count), 30,
            "the live page of another collector shows the last of all ratings");
    }

    [Fact]
    public async Task A_broker_dies_then_the_primary_and_the_standby_is_promoted()
    {
        if (PrivateCluster.Missing is { } why) Assert.Skip(why);
        await using var database = await BranchDatabase.StartAsync();
        await using var standby = await database.Cluster.StandbyAsync();
        database.Hosts += $",127.0.0.1:{standby.Port}";
        await using var stays = await TestBroker.StartAsync(Users, null, AccessList.OfTheManual());
        await using var dies = await TestBroker.StartAsync(Users, stays, AccessList.OfTheManual());
        await using var scene = await Scene.OpenAsync(devices: 3, rate: 6, change: plan => plan with
        {
            Database = database, Broker = dies.Foreign, OtherBroker = stays.Foreign, Collectors = 2,
        });
        scene.Play();
        await scene.ThankedAsync(10);
        Assert.Equal([1L, 0L], (await EntriesAsync(scene)).Select(e => Math.Min(e, 1)));
        await dies.KillAsync();
        await scene.ThankedAsync(10);
        await database.Cluster.KillAsync();
        await scene.ThankedAsync(5); // customers do not wait for a database
        standby.Promote();
        await scene.ThankedAsync(5);
        await scene.CloseAsync();
        await scene.BalanceAsync();
        Assert.True(standby.Ask("rating", "SELECT count(*) > 0 FROM journal WHERE head > 0"));
    }

    /// <summary>Entries each running collector has taken since its start.</summary>
    private static async Task<IReadOnlyList<long>> EntriesAsync(Scene scene)
    {
        var pages = scene.Branch.Others.Select(o => o.Address).Prepend(scene.Branch.Collector);
        var entries = new List<long>();
        foreach (var page in pages)
        {
            var said = await scene.Http.GetStringAsync(new Uri(page, "readyz"));
            entries.Add(JsonDocument.Parse(said).RootElement
                .GetProperty("counters").GetProperty("entries").GetInt64());
        }

        return entries;
    }

    private static async Task<int> LastAsync(Scene scene, int other)
    {
        var live = await scene.Http.GetStringAsync(
            new Uri(scene.Branch.Others[other].Address, "api/v1/live"));
        return JsonDocument.Parse(live).RootElement.GetProperty("last").GetArrayLength();
    }
}
