using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;
using RatingDevice.Demo.Sample;

namespace RatingDevice.Demo;

/// <summary>A branch to play with: addresses on the screen, tellers signed on, until Ctrl-C.</summary>
internal static class Interactive
{
    public static async Task<int> RunAsync(DemoArguments arguments, CancellationToken stop)
    {
        await using var database = arguments.Postgres ? await BranchDatabase.StartAsync(stop) : null;
        var plan = new BranchPlan
        {
            Devices = arguments.Devices, Stack = arguments.Stack, Log = Console.Error.WriteLine,
            Database = database,
        };
        await using var branch = await Branch.StartAsync(plan, stop);
        branch.KeepFolder = arguments.Keep;
        Console.Error.WriteLine($"demo | {arguments.Devices} devices, in {branch.Files.Root}");
        using var http = new HttpClient();
        foreach (var device in branch.Devices)
            await new PanelHands(http, branch, device).SignOnAsync(device.Tellers[0], stop);
        foreach (var line in Lines(branch)) Console.WriteLine(line);
        await Task.WhenAny(Task.Delay(Timeout.Infinite, stop));
        Console.Error.WriteLine("demo | stopping");
        return 0;
    }

    /// <summary>The pages over a made-up month.</summary>
    public static async Task<int> MonthAsync(int seed, CancellationToken stop)
    {
        await using var site = await SampleSite.StartAsync(seed);
        Console.WriteLine($"pages         {site.Address}tellers?period=2026-11");
        Console.WriteLine("A made-up month; Ctrl-C ends it and leaves nothing behind.");
        await Task.WhenAny(Task.Delay(Timeout.Infinite, stop));
        return 0;
    }

    private static IEnumerable<string> Lines(Branch branch)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var days = $"from={today.AddDays(-1):yyyy-MM-dd}&to={today.AddDays(1):yyyy-MM-dd}";
        yield return "";
        yield return $"live page     {branch.Collector}";
        foreach (var device in branch.Devices)
            yield return $"panel {device.Id,-7} {device.Panel}  (teller {device.Tellers[0]} is signed on)";
        yield return $"export        {branch.Collector}api/v1/exports/tellers.csv?{days}";
        yield return $"              {branch.Collector}api/v1/exports/ratings.csv?{days}";
        yield return "";
        yield return "Open a panel, invite, press 满意, and watch the live page. Ctrl-C stops everything.";
    }
}
