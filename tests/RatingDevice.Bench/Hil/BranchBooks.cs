using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Hil;

/// <summary>What the collector holds of one device.</summary>
/// <param name="Ratings">In the order of the journal.</param>
/// <param name="Stray">Presses it counts as outside a window.</param>
/// <param name="Journals">How many journals it knows of this device.</param>
/// <param name="Missing">Entries it knows to be missing.</param>
internal sealed record DeviceBooks(
    IReadOnlyList<StoredRating> Ratings, long Stray, int Journals, long Missing)
{
    public IReadOnlyList<string> Levels => [.. Ratings.Select(r => r.Level)];
}

/// <summary>Reads the collector's books as anybody outside would.</summary>
internal sealed class BranchBooks(Branch branch, HttpClient http)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(120);

    /// <summary>Waits until all thanked presses are held and nothing more comes.</summary>
    public async Task<DeviceBooks> SettleAsync(
        string device, string teller, int thanked, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        for (DeviceBooks? last = null; ;)
        {
            var now = await ReadAsync(device, teller, stop);
            var same = last?.Ratings.Count == now.Ratings.Count && last.Stray == now.Stray;
            if (now.Ratings.Count >= thanked && now.Missing == 0 && same) return now;
            if (Stopwatch.GetElapsedTime(begun) > Within) return now;
            last = now;
            await Task.Delay(500, stop);
        }
    }

    /// <summary>Waits until the device says that its panel is lost, or back; false: too late.</summary>
    public async Task<bool> PanelLostAsync(string device, bool lost, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Within)
        {
            var devices = await http.GetFromJsonAsync<JsonObject>(Address("devices"), stop);
            var own = devices!["devices"]!.AsArray().First(d => (string?)d!["device"] == device);
            var faults = own!["status"]!["faults"]!.AsArray().Select(f => (string?)f);
            if (faults.Contains("panel-lost") == lost) return true;
            await Task.Delay(200, stop);
        }

        return false;
    }

    private async Task<DeviceBooks> ReadAsync(string device, string teller, CancellationToken stop)
    {
        var today = DateTime.UtcNow;
        var days = $"from={today.AddDays(-2):yyyy-MM-dd}&to={today.AddDays(2):yyyy-MM-dd}";
        var csv = await http.GetStringAsync(Address($"exports/ratings.csv?{days}"), stop);
        var tellers = await http.GetFromJsonAsync<JsonObject>(Address($"figures?{days}"), stop);
        var journals = await http.GetFromJsonAsync<JsonObject>(Address("journals"), stop);
        var own = journals!["journals"]!.AsArray().Where(j => (string?)j!["device"] == device).ToArray();
        return new DeviceBooks(
            [.. StoredRating.Read(csv).Where(r => r.Device == device).OrderBy(r => r.N)],
            tellers!["lines"]!.AsArray().Where(t => (string?)t!["teller"] == teller)
                .Sum(t => t!["stray"]!.GetValue<long>()),
            own.Length, own.Sum(j => j!["missing"]!.GetValue<long>()));
    }

    private Uri Address(string path) => new(branch.Collector, "api/v1/" + path);
}
