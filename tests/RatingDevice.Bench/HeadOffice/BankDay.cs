using System.Globalization;
using System.Security.Cryptography;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>
/// A made-up business day of every outlet of a bank, sealed by the code that seals: what each outlet's
/// collector would hold goes in, a statement signed with a key of that outlet comes out.
/// </summary>
/// <param name="bank">Outlets and tellers.</param>
internal sealed class BankDay(BankYear bank)
{
    private const int TicketsOfTeller = 40, SecondsOfTicket = 600;

    private static readonly string[] Levels = ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    private readonly OutletRules _rules = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), 0);
    private readonly SignedStatement[] _statements = new SignedStatement[bank.Outlets];
    private readonly Digest[] _keys = new Digest[bank.Outlets];

    public DateOnly Day => bank.Last;

    /// <summary>One an outlet, by its number; only what is needed to send it is kept of each.</summary>
    public IReadOnlyList<SignedStatement> Statements => _statements;

    /// <summary>The bank's file, with the key of every outlet.</summary>
    public string Tree() => bank.TreeText(
        i => string.Create(CultureInfo.InvariantCulture, $"key,{BankYear.Outlet(i)},,,{_keys[i]}\n"));

    /// <summary>Makes and signs them, on all processors.</summary>
    public void Seal(CancellationToken stop) => Parallel.For(
        0, bank.Outlets, new ParallelOptions { CancellationToken = stop }, Seal);

    private void Seal(int number)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var outlet = new OutletRecord(BankYear.Outlet(number), $"网点{number}", _rules);
        var (first, count) = BankYear.TellersOf(number);
        var tellers = Enumerable.Range(first, count).Select(BankYear.Teller).ToList();
        var registry = new BranchRegistry(
            [outlet], [], [], tellers.Select(t => new TellerRecord(t, outlet.Id, $"柜员{t}")));
        var draft = new StatementDraft(
            outlet, DefinitionBook.BuiltIn.On(Day), "rating-collector of the bench")
            .Day(Holdings(outlet.Id, tellers, new Random(number)), registry, []);
        var signed = SignedStatement.Of(Edition.Next(draft, null, null)!, key);
        _keys[number] = Es256.Fingerprint(key);
        _statements[number] = signed with
        {
            Statement = signed.Statement with { Tellers = [], Devices = [], Waits = null },
        };
    }

    private DayHoldings Holdings(OutletId outlet, List<TellerId> tellers, Random random)
    {
        var posts = tellers.Select((_, i) => new Post(
            outlet, CounterId.Parse($"c-{i + 1}"), DeviceId.Parse($"{outlet}-d-{i + 1}"))).ToList();
        var (figures, waits) = (new List<RollupCell>(), new SortedDictionary<string, long>());
        var rows = new List<ServedRow>();
        foreach (var (teller, post) in tellers.Zip(posts))
        {
            var tickets = Enumerable.Range(0, TicketsOfTeller - random.Next(15)).Select(i =>
                Ticket(post, teller, (100 * rows.Count) + i, random)).ToList();
            rows.AddRange(tickets);
            figures.AddRange(OfTeller(post, teller, tickets.Count, random));
            foreach (var t in tickets) Wait(waits, (int)(t.Called - t.Issued)!.Value.TotalSeconds);
        }

        figures.AddRange(posts.Select(p => Cell(p, null, Measures.DeviceDay, 1)));
        figures.Add(Cell(posts[0], null, Measures.ActiveDay, 1));
        figures.Add(Cell(posts[0], null, Measures.FeedDay, 1));
        return new(outlet, Day, figures, [.. waits.Select(w => Cell(posts[0], null, w.Key, w.Value))],
            [.. posts.Select(p => Range(p, random))], rows);
    }

    private IEnumerable<RollupCell> OfTeller(Post post, TellerId teller, int served, Random random)
    {
        var (never, unrated) = (random.Next(4), random.Next(6));
        var rated = served - never - unrated;
        long[] levels = [0, random.Next(9), random.Next(3), random.Next(3)];
        levels[0] = rated - levels.Sum();
        (string, long)[] counts =
        [
            (Tally.Invited, rated + unrated), (Tally.Rated, rated), (Tally.Unrated, unrated),
            (Measures.Served, served), (Measures.ServedRated, rated), (Measures.ServedUnrated, unrated),
            (Measures.NeverAsked, never), (Measures.Waited, served), (Measures.WaitedSeconds, served * 480),
            (Measures.Worked, served), (Measures.WorkedSeconds, served * 350),
            .. Levels.Zip(levels, (level, count) => (Tally.LevelPrefix + level, count)),
        ];
        return counts.Select(c => Cell(post, teller, c.Item1, c.Item2));
    }

    private ServedRow Ticket(Post post, TellerId teller, int number, Random random)
    {
        var issued = new DateTimeOffset(Day, new(1, 0), TimeSpan.Zero)
            .AddSeconds((number % 100 * SecondsOfTicket) + random.Next(SecondsOfTicket));
        var called = issued.AddSeconds(random.Next(1800));
        var ticket = ServiceId.Parse(string.Create(CultureInfo.InvariantCulture, $"a-{number:0000}"));
        return new(post.Outlet, Day, ticket, post.Counter, teller, null, issued, called,
            called.AddSeconds(60 + random.Next(600)), null);
    }

    private static void Wait(SortedDictionary<string, long> waits, int seconds)
    {
        foreach (var (prefix, step) in new[]
        {
            (Measures.WaitPrefix, Measures.WaitStep), (Measures.AskedPrefix, Measures.AskedStep),
        })
        {
            var measure = string.Create(CultureInfo.InvariantCulture, $"{prefix}{seconds / step * step}");
            waits[measure] = waits.GetValueOrDefault(measure) + 1;
        }
    }

    private static JournalRange Range(Post post, Random random)
    {
        var sig = new byte[64];
        random.NextBytes(sig);
        var (first, hash) = (1 + random.Next(1_000_000), Digest.Of(sig));
        // nobody above an outlet can try a device's signature without its lines: any 64 bytes will do
        return new(post, JournalId.Parse($"j-{post.Device}"), first, first + 80, hash, hash, first + 80,
            Convert.ToBase64String(sig).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    private RollupCell Cell(Post post, TellerId? teller, string measure, long count) =>
        new(new HourSlot(Day, 0), post, teller, measure, count);
}
