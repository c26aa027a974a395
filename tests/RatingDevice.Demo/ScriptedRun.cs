using RatingDevice.Demo.Account;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Processes;
using RatingDevice.Hosting;

namespace RatingDevice.Demo;

/// <summary>A branch, its scripted customers, and the account afterwards.</summary>
internal static class ScriptedRun
{
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(90);

    /// <summary>Runs it; returns the exit code.</summary>
    public static async Task<int> RunAsync(DemoArguments arguments, CancellationToken stop)
    {
        await using var database = arguments.Postgres ? await BranchDatabase.StartAsync(stop) : null;
        var plan = BranchPlan.ForRate(arguments.Devices, arguments.Rate) with
        {
            Stack = arguments.Stack, Database = database,
        };
        await using var branch = await Branch.StartAsync(plan with { Log = Console.Error.WriteLine }, stop);
        branch.KeepFolder = arguments.Keep;
        Say($"seed {arguments.Seed}, {arguments.Devices} devices, stack {StackChoice.Name(plan.Stack)}, "
            + $"in {branch.Files.Root}");
        await using var customers = new Customers(branch, new CustomersPlan(arguments.Seed, arguments.Rate));
        using var http = new HttpClient();
        var books = new Books(http, branch, customers.Diary);
        if (!await books.OpenAsync(OpenWithin, stop))
            Say("not every device is connected; the doors open all the same");
        using (var close = new CancellationTokenSource(TimeSpan.FromSeconds(arguments.Seconds)))
            await customers.RunAsync(close.Token, stop);

        var entry = await books.SettleAsync(SettleWithin, stop);
        var verified = await books.VerifyAsync(stop);
        var figures = Sum(arguments, customers, entry, verified);
        Explain(customers.Diary, entry, verified);
        if (!figures.Well)
        {
            branch.KeepFolder = true;
            if (database is not null) Say($"the database was kept in {database.Keep()}");
            Say($"the account does not balance; everything is kept in {branch.Files.Root}");
        }

        await branch.StopAsync();
        Console.WriteLine(arguments.Json ? figures.ToJson() : Text(figures));
        return figures.Well ? 0 : 1;
    }

    private static Figures Sum(
        DemoArguments arguments, Customers customers, BookEntry entry, Verified verified)
    {
        var diary = customers.Diary;
        var (thanks, live) = Figures.Latencies(diary, customers.Live);
        return new Figures
        {
            Pressed = diary.Pressed,
            Thanked = diary.Thanked,
            Stored = entry.Presses,
            Lost = entry.Count(Wrong.Lost),
            Duplicates = entry.Count(Wrong.Duplicate),
            Phantom = entry.Count(Wrong.Phantom),
            ChainOk = verified.ChainOk,
            RollupsEqualRebuild = verified.RollupsEqualRebuild,
            P50PressToThanksMs = Tenth(thanks.At(50)),
            P99PressToThanksMs = Tenth(thanks.At(99)),
            P50PressToLiveMs = Tenth(live.At(50)),
            P99PressToLiveMs = Tenth(live.At(99)),
            Strays = diary.Presses.Count(p => !p.Rates),
            Invited = diary.Invitations.Count,
            Seed = arguments.Seed,
            Devices = arguments.Devices,
            Seconds = arguments.Seconds,
            Rate = arguments.Rate,
            PerTeller = entry.Tellers,
        };
    }

    /// <summary>Says on standard error which service went wrong, and what else was odd.</summary>
    private static void Explain(Diary diary, BookEntry entry, Verified verified)
    {
        foreach (var note in diary.Notes) Say(note);
        foreach (var finding in entry.Findings)
            Say($"{finding.Wrong}: service {finding.Service}: {finding.What}");
        if (!verified.ChainOk || !verified.RollupsEqualRebuild) Say(verified.Said);
    }

    private static void Say(string text) => Console.Error.WriteLine($"demo | {text}");

    private static string Text(Figures f) => string.Join(Environment.NewLine,
        $"pressed {f.Pressed}, thanked {f.Thanked}, stored {f.Stored}",
        $"lost {f.Lost}, duplicates {f.Duplicates}, phantom {f.Phantom}",
        $"chains {(f.ChainOk ? "hold" : "are broken")}, " +
        $"rollups {(f.RollupsEqualRebuild ? "equal" : "differ from")} a rebuild",
        $"press to thanks: median {f.P50PressToThanksMs} ms, 99 % within {f.P99PressToThanksMs} ms",
        $"press to live page: median {f.P50PressToLiveMs} ms, 99 % within {f.P99PressToLiveMs} ms");

    private static double? Tenth(double? ms) => ms is { } some ? Math.Round(some, 1) : null;
}
