using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Demo.Account;

/// <summary>What one look at the collector's books gave.</summary>
/// <param name="Ratings">All stored ratings.</param>
/// <param name="Tellers">The figures, as the API gives them.</param>
/// <param name="Findings">What does not fit the customers' record.</param>
internal sealed record BookEntry(
    IReadOnlyList<StoredRating> Ratings, JsonArray Tellers, IReadOnlyList<Finding> Findings)
{
    public long Count(Wrong wrong) => Findings.Where(f => f.Wrong == wrong).Sum(f => f.Count);

    /// <summary>How many presses are stored: a changed mind is two.</summary>
    public int Presses => Ratings.Sum(r => r.Presses.Count);

    public bool Balanced => Findings.Count == 0;
}

/// <summary>The outcome of "rating-collector verify".</summary>
internal sealed record Verified(bool ChainOk, bool RollupsEqualRebuild, string Said);

/// <summary>Reads the books of a running collector, as an analyst and an auditor would.</summary>
internal sealed class Books(HttpClient http, Branch branch, Diary diary)
{
    private static readonly string[] Counted =
    [
        "outlet", "outletName", "teller", "tellerName", "tellerStanding", "invited", "rated", "unrated",
        "open", "stray", "answerRatePercent", "satisfactionRatePercent", "satisfactionIndex", "levels",
        "definition", "definitionHash",
    ];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Looks until the account balances and a second look shows the same, or until time is up: devices may
    /// still be sending what they kept.
    /// </summary>
    public async Task<BookEntry> SettleAsync(TimeSpan within, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        BookEntry? last = null;
        while (true)
        {
            var now = await LookAsync(stop);
            if (now is { Balanced: true } && last?.Ratings.Count == now.Ratings.Count) return now;
            if (Stopwatch.GetElapsedTime(begun) > within) return now ?? await ReadAsync(stop);
            last = now;
            await Task.Delay(Look, stop);
        }
    }

    // The collector says 503 while its database changes hands; that is an answer for later, not a failure.
    private async Task<BookEntry?> LookAsync(CancellationToken stop)
    {
        try
        {
            return await CaughtUpAsync(stop) ? await ReadAsync(stop) : null;
        }
        catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }
    }

    /// <summary>One look now.</summary>
    public async Task<BookEntry> ReadAsync(CancellationToken stop)
    {
        var (from, to) = Period();
        var csv = await http.GetStringAsync(Address($"exports/ratings.csv?from={from}&to={to}"), stop);
        var ratings = StoredRating.Read(csv);
        var tellers = await TellersAsync(stop);
        // a teller has a row for each outlet
        var rated = tellers.GroupBy(t => t!["teller"]?.GetValue<string>() ?? "")
            .ToDictionary(rows => rows.Key, rows => rows.Sum(t => t!["rated"]!.GetValue<long>()));
        return new BookEntry(ratings, tellers, Audit.Compare(diary.Presses, ratings, rated));
    }

    /// <summary>What the entries of all tellers give; not what is settled from whole days later.</summary>
    public async Task<JsonArray> TellersAsync(CancellationToken stop)
    {
        var (from, to) = Period();
        var answer = await http.GetFromJsonAsync<JsonObject>(Address($"figures?from={from}&to={to}"), stop);
        return [.. answer!["lines"]!.AsArray().Select(line => new JsonObject(
            Counted.Select(name => KeyValuePair.Create(name, line![name]?.DeepClone()))))];
    }

    /// <summary>Waits until every device is connected and all it wrote is held; false after a time.</summary>
    public async Task<bool> OpenAsync(TimeSpan within, CancellationToken stop)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < within;)
        {
            if (await CaughtUpAsync(stop)) return true;
            await Task.Delay(Look, stop);
        }

        return false;
    }

    /// <summary>
    /// True when every device that runs is connected and nothing it said it wrote is missing.
    /// </summary>
    private async Task<bool> CaughtUpAsync(CancellationToken stop)
    {
        var answer = await http.GetFromJsonAsync<JsonObject>(Address("devices"), stop);
        var devices = answer!["devices"]!.AsArray().ToDictionary(d => d!["device"]!.GetValue<string>());
        return branch.Devices.Where(d => d.Program.Running).All(d => devices[d.Id] is { } known
            && known["state"]!.GetValue<string>() == "connected" && known["missing"]!.GetValue<long>() == 0
            && known["journals"]!.AsArray().Count > 0);
    }

    /// <summary>Runs the verifier on the collector's folder.</summary>
    public async Task<Verified> VerifyAsync(CancellationToken stop)
    {
        string[] words = ["verify", "--data", branch.Files.CollectorData, "--json"];
        using var verify = Process.Start(new ProcessStartInfo(Branch.Executable("rating-collector"), words)
        {
            RedirectStandardOutput = true,
        })!;
        var said = (await verify.StandardOutput.ReadToEndAsync(stop)).Trim();
        await verify.WaitForExitAsync(stop);
        var report = JsonDocument.Parse(said).RootElement;
        return new Verified(
            report.GetProperty("chainOk").GetBoolean(),
            report.GetProperty("rollupsEqualRebuild").GetBoolean(), said);
    }

    // A run may cross midnight, and the outlet's day is not ours: a day to either side does not hurt.
    private static (string From, string To) Period() =>
        ($"{DateTime.UtcNow.AddDays(-2):yyyy-MM-dd}", $"{DateTime.UtcNow.AddDays(2):yyyy-MM-dd}");

    private Uri Address(string path) => new(branch.Collector, "api/v1/" + path);
}
