using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.HeadOffice;

/// <summary>Head office's pages over a made-up month of a small bank; the clock stands still. One outlet does
/// not report, one is late, one amends, one misses entries, and one moves to another branch.</summary>
internal sealed class SampleBank : IAsyncDisposable
{
    private const int Outlets = 12, Absent = 5, Late = 7, Amends = 3, Misses = 9, Moves = 4, Recut = 11;

    private static readonly DateTimeOffset Moment = new(2026, 11, 27, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly DateOnly First = new(2026, 10, 20), Last = new(2026, 11, 25);

    private readonly string _folder;
    private readonly IRatingStore _store;
    private readonly WebApplication _site;

    private SampleBank(string folder, int seed)
    {
        _folder = folder;
        var file = Path.Combine(folder, "ratings.db");
        _store = SystemStack.Sqlite.Open(file, 100);
        var tree = BankFile.Form.Parse(Encoding.UTF8.GetBytes(Tree()), ".csv").Value!;
        Fill(new Random(seed), tree);
        var bank = new BankDashboard(new(
            _store, () => SystemStack.Sqlite.OpenSnapshot(file), () => tree, new StillTime(Moment))
        {
            Audits = () => [.. Asked()],
        });
        _site = DashboardServer.Build(
            new(IPAddress.Loopback, 0), 20, bank.Routes(), NullLoggerFactory.Instance, SiteRole.Bank);
    }

    public Uri Address => DashboardServer.Address(_site);

    /// <param name="seed">Of the month.</param>
    public static async Task<SampleBank> StartAsync(int seed = 7)
    {
        var bank = new SampleBank(Directory.CreateTempSubdirectory("rating-bank-").FullName, seed);
        await bank._site.StartAsync();
        return bank;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.StopAsync();
        await _site.DisposeAsync();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Fill(Random random, BankTree tree)
    {
        for (var i = 1; i <= Outlets; i++)
        {
            using var outlet = new OutletScript($"o-{i}")
            {
                Missing = i == Misses ? 4 : 0,
                Waits = new SortedDictionary<string, long>(StringComparer.Ordinal)
                {
                    ["wait:120"] = 20 - i, ["wait:600"] = 5 + i, ["wait:1500"] = i,
                },
            };
            var rules = tree.Outlet(outlet.Outlet)!.Rules;
            for (var day = First; day <= (i == Absent ? Last.AddDays(-6) : Last); day = day.AddDays(1))
            {
                var good = 30 + random.Next(40);
                var signed = outlet.Rated(
                    day, $"0{i:00}1", good, random.Next(9), random.Next(3), random.Next(i));
                var kept = ReportedDay.Due(rules, day) + TimeSpan.FromHours(i == Late ? 7 : -20);
                _store.Statements.Keep(StatementGroup.Received([signed], kept));
                if (day.AddDays(1).Day == 1)
                    _store.Statements.Keep(StatementGroup.Received([outlet.Month(day)], kept));
            }

            if (i == Amends)
                _store.Statements.Keep(StatementGroup.Received(
                    [outlet.Rated(Last.AddDays(-2), "0031", 20, 20, 0, 0)], Moment.AddHours(-3)));
        }
    }

    /// <summary>A day that holds, one that does not, and one without an answer.</summary>
    private IEnumerable<AuditLine> Asked()
    {
        var random = new Random(1);
        foreach (var (outlet, day) in new[] { (1, 20), (2, 18), (6, 23), (8, 24) })
        {
            var of = new DateOnly(2026, 11, day);
            var held = _store.Statements.Newest(OutletId.Parse($"o-{outlet}"), PeriodKind.Day, of, of)[0];
            var ask = AuditAsk.Of(
                held.Signed, of, null, UnitId.Parse("head"), random, Moment.AddHours(-outlet));
            AuditFinding[] wrong = outlet != 2 ? [] :
            [
                .. Enumerable.Range(1, 5).Select(n => AuditFinding.Of(
                    DeviceId.Parse("o-2-d"), JournalId.Parse("o-2-j"), n, AuditFaults.OtherDigest)),
            ];
            yield return new(ask, outlet < 8, outlet > 2 ? null : new(ask.Id, ask.Outlet, of, ask.N,
                wrong.Length == 0, 1, 812, 240, 0, wrong, Moment));
        }
    }

    private static string Tree()
    {
        var text = new StringBuilder("""
            kind,id,name,parent,from,zone
            unit,head,示范银行总行,,,
            unit,b-east,东部分行,head,,
            unit,b-west,西部分行,head,,
            unit,s-river,滨江支行,b-east,,

            """);
        for (var i = 1; i <= Outlets; i++)
        {
            var parent = (i % 3) switch { 0 => "s-river", 1 => "b-east", _ => "b-west" };
            text.Append(CultureInfo.InvariantCulture, $"outlet,o-{i},第{i}网点,{parent},,Asia/Shanghai\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"outlet,o-{Moves},,b-west,2026-11-16,\n");
        text.Append(CultureInfo.InvariantCulture, $"outlet,o-{Recut},,b-west,2026-11-20,Asia/Urumqi\n");
        return text.ToString();
    }

    /// <summary>A clock that stands still: what pages show does not depend on when they are asked.</summary>
    private sealed class StillTime(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}
