using System.Globalization;
using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd;

/// <summary>
/// A branch of real processes with customers in it, for one test; the account is drawn up at the end.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly CancellationTokenSource _close = new(), _stop = new();
    private Task _playing = Task.CompletedTask;

    private Scene(Branch branch, int seed, CustomersPlan customers)
    {
        (Branch, Seed) = (branch, seed);
        Customers = new Customers(branch, customers);
        Books = new Books(_http, branch, Customers.Diary);
    }

    public int Seed { get; }

    public Branch Branch { get; }

    public Customers Customers { get; }

    public Diary Diary => Customers.Diary;

    public Books Books { get; }

    public HttpClient Http => _http;

    /// <summary>The seed of this run: RATING_SEED, or a new one. It is printed.</summary>
    public static int NewSeed()
    {
        var given = Environment.GetEnvironmentVariable("RATING_SEED");
        var seed = given is null
            ? Random.Shared.Next(1, 1_000_000) : int.Parse(given, CultureInfo.InvariantCulture);
        Console.WriteLine($"seed {seed}: {TestContext.Current.Test?.TestDisplayName}");
        return seed;
    }

    /// <summary>Starts a branch for so many presses a second.</summary>
    public static async Task<Scene> OpenAsync(
        int devices, double rate, double counterPcShare = 0, Func<BranchPlan, BranchPlan>? change = null)
    {
        var seed = NewSeed();
        var plan = BranchPlan.ForRate(devices, rate);
        var branch = await Branch.StartAsync(change?.Invoke(plan) ?? plan);
        var scene = new Scene(branch, seed, new CustomersPlan(seed, rate, counterPcShare));
        if (await scene.Books.OpenAsync(TimeSpan.FromSeconds(90), CancellationToken.None)) return scene;
        await scene.DisposeAsync();
        throw new InvalidOperationException("after 90 s not every device is connected");
    }

    /// <summary>Lets the customers in.</summary>
    public void Play() => _playing = Customers.RunAsync(_close.Token, _stop.Token);

    /// <summary>Waits for so many more presses that were thanked for.</summary>
    public async Task ThankedAsync(int more, int withinSeconds = 60)
    {
        var goal = Diary.Thanked + more;
        await Until.TrueAsync(
            () => Diary.Thanked >= goal || _playing.IsCompleted,
            withinSeconds, $"{more} more presses are thanked for");
        if (_playing.IsFaulted) await _playing;
    }

    /// <summary>Lets nobody in any more and waits until the last has left.</summary>
    public async Task CloseAsync()
    {
        await _close.CancelAsync();
        await _playing.WaitAsync(TimeSpan.FromSeconds(120));
    }

    /// <summary>Nothing lost, nothing double, nothing made up, chains and rollups hold.</summary>
    public async Task<BookEntry> BalanceAsync()
    {
        var entry = await SettleAsync();
        var verified = await Books.VerifyAsync(_stop.Token);
        Console.WriteLine(
            $"seed {Seed}: pressed {Diary.Pressed}, thanked {Diary.Thanked}, stored {entry.Presses}");
        if (!entry.Balanced || !verified.ChainOk || !verified.RollupsEqualRebuild) Branch.KeepFolder = true;
        Assert.True(entry.Balanced, $"see {Branch.Files.Root}: "
            + string.Join('\n', entry.Findings.Select(f => f.ToString()).Concat(Diary.Notes)));
        Assert.True(verified is { ChainOk: true, RollupsEqualRebuild: true }, verified.Said);
        Assert.True(entry.Ratings.Count > 0, "not one rating was stored");
        return entry;
    }

    private async Task<BookEntry> SettleAsync()
    {
        try
        {
            return await Books.SettleAsync(TimeSpan.FromSeconds(90), _stop.Token);
        }
        catch
        {
            Branch.KeepFolder = true;
            Console.WriteLine($"seed {Seed}: what each program said is kept in {Branch.Files.Root}");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_playing);
        await Customers.DisposeAsync();
        await Branch.DisposeAsync();
        _http.Dispose();
        _close.Dispose();
        _stop.Dispose();
    }
}
