using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store.Postgres;
using RatingDevice.Collector.Uplink;
using RatingDevice.Demo.Postgres;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>
/// A whole bank's day into head office. Every outlet's statement is made and signed before the clock starts.
/// The clock runs from the first request to the last receipt: each branch of the first tier hands on the
/// statements of its outlets, one in flight and its receipt checked before the next, to two receivers of one
/// PostgreSQL.
/// </summary>
internal static class DayBench
{
    private const int Receivers = 2, ReceiptPatience = 20;

    internal static async Task<int> RunAsync(
        int outlets, TextWriter result, TextWriter progress, CancellationToken stop)
    {
        var table = new FigureTable("headoffice-day");
        if (PrivateCluster.Missing is { } why)
        {
            table.Missing("day", "a bank's day", why);
            table.Print(result);
            return 0;
        }

        var bank = new BankYear(outlets, new(2026, 11, 27), 1);
        var day = new BankDay(bank);
        await progress.WriteLineAsync($"bench: {outlets:N0} outlets make their statements …");
        var began = Stopwatch.GetTimestamp();
        day.Seal(stop);
        table.Add("made", $"statements of {outlets:N0} outlets made and signed, before the clock starts",
            outlets / Stopwatch.GetElapsedTime(began).TotalSeconds, "/s", string.Create(
                CultureInfo.InvariantCulture, $"{day.Statements.Sum(s => (long)s.Body.Length) >> 10:N0} KiB, "
                + $"{bank.Tellers:N0} tellers"));
        await using var database = await BranchDatabase.StartAsync(stop);
        await using var receivers = await BankReceivers.StartAsync(
            Receivers, day.Tree(), database, line => progress.WriteLine(Short(line)), stop);
        var (took, ok) = await SendAsync(day, bank, receivers, table, progress, stop);
        ok &= Held(database, day, bank, table);
        await CopyAsync(database, day, took, table, stop);
        table.Print(result);
        return ok ? 0 : 1;
    }

    private static async Task<(TimeSpan Took, bool Ok)> SendAsync(
        BankDay day, BankYear bank, BankReceivers receivers, FigureTable table, TextWriter progress,
        CancellationToken stop)
    {
        var wrong = new ConcurrentQueue<string>();
        var branches = day.Statements.Chunk(bank.OutletsOfBranch).Select((own, i) =>
            (Own: own, Way: receivers.Open(UnitId.Parse($"b-{i}"), i))).ToList();
        await progress.WriteLineAsync($"bench: {branches.Count} branches hand them on …");
        var (before, began) = (receivers.ProcessorSeconds, Stopwatch.GetTimestamp());
        await Task.WhenAll(branches.Select(b => Task.Run(async () =>
        {
            foreach (var statement in b.Own)
            {
                var said = await BringAsync(b.Way, statement, receivers, stop);
                if (said.Length == 0) continue;
                wrong.Enqueue(said);
                return; // its next one would be a gap
            }
        }, stop)));
        var took = Stopwatch.GetElapsedTime(began);
        var cost = receivers.ProcessorSeconds - before;
        foreach (var (_, way) in branches) way.Dispose();
        foreach (var what in wrong.Take(10)) await progress.WriteLineAsync($"bench: {Short(what)}");
        var count = day.Statements.Count;
        table.Add("seconds", "first request to last receipt, signatures checked at both ends",
            took.TotalSeconds, "s", "aim for a whole bank: 120 s on 2 cores");
        table.Add("perSecond", $"  by {Receivers} receivers over HTTP into PostgreSQL",
            count / took.TotalSeconds, "/s", $"{branches.Count} branches, one statement in flight each");
        table.Add("microsEach", "  processor time of the receivers, a statement", cost * 1e6 / count, "us",
            string.Create(CultureInfo.InvariantCulture, $"{receivers.ResidentMiB:0} MiB resident"));
        table.Add("refused", "  without a good receipt", wrong.Count, "", "must be 0");
        return (took, wrong.IsEmpty);
    }

    private static string Short(string line) => line.Length <= 300 ? line : line[..300];

    /// <summary>Empty once there is a receipt that holds.</summary>
    private static async Task<string> BringAsync(
        IHeadOffice way, SignedStatement statement, BankReceivers receivers, CancellationToken stop)
    {
        for (var turn = 0; ; turn++)
        {
            switch (await way.DeliverAsync(statement, stop))
            {
                case Taken taken:
                    return ReceiptCheck.Wrong(taken.Receipt, statement, receivers.Key);
                case Away when turn < ReceiptPatience:
                    await Task.Delay(50, stop);
                    break;
                case var other:
                    return other.ToString() ?? "";
            }
        }
    }

    /// <summary>What head office has is what was sent: every statement's digest, and rows of it.</summary>
    private static bool Held(BranchDatabase database, BankDay day, BankYear bank, FigureTable table)
    {
        using var store = PostgresRatingStore.OpenSnapshot(database.Settings);
        var heads = store.Statements.Heads().ToDictionary(h => h.Outlet, h => h.Hash);
        var held = day.Statements.Count(s => heads.GetValueOrDefault(s.Head.Outlet) == s.Hash);
        var reports = store.Statements.Figures.Reports(PeriodKind.Day, day.Day, day.Day).Count();
        table.Add("held", "  held with the digest that was sent", held, "", $"must be {bank.Outlets:N0}");
        table.Add("reports", "  of them with rows of figures", reports, "", $"must be {bank.Outlets:N0}");
        return held == bank.Outlets && reports == bank.Outlets;
    }

    private static async Task CopyAsync(
        BranchDatabase database, BankDay day, TimeSpan took, FigureTable table, CancellationToken stop)
    {
        var (copied, bytes) = await CopiedDay.MeasureAsync(
            database.Cluster, BranchDatabase.Name, day.Day, stop);
        table.Add("copy", "PostgreSQL's own COPY of the same rows, one transaction",
            day.Statements.Count / copied.TotalSeconds, "/s", string.Create(
                CultureInfo.InvariantCulture, $"{copied.TotalSeconds:0.0} s, {bytes >> 10:N0} KiB"));
        table.Add("againstCopy", "  against it", copied / took, "x");
    }
}
