using System.Globalization;
using System.Security.Cryptography;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.HeadOffice;

/// <summary>The statements an outlet's collector would seal, with any counts; a day said again is its next
/// edition.</summary>
internal sealed class OutletScript(string outlet) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Dictionary<string, SignedStatement> _newest = [];
    private long _n;
    private Digest _last = Digest.Zero;

    public OutletId Outlet { get; } = OutletId.Parse(outlet);

    public Digest Fingerprint => Es256.Fingerprint(_key);

    /// <summary>Entries each further statement says are missing.</summary>
    public long Missing { get; set; }

    /// <summary>Customers by waiting time of each further day: measure and count.</summary>
    public IReadOnlyDictionary<string, long>? Waits { get; set; }

    /// <summary>What a teller is called here.</summary>
    public Func<string, string?> NameOf { get; set; } = teller => $"柜员{teller}";

    /// <summary>A day by teller; "" is nobody.</summary>
    public SignedStatement Day(DateOnly day, params (string Teller, string Measure, long Count)[] counts) =>
        Next(Period.Day(day).ToString(), counts, [], Device(), Waits);

    /// <summary>A teller's ratings of a day, best level first, and a feed that told of all.</summary>
    public SignedStatement Rated(DateOnly day, string teller, params long[] levels)
    {
        var rated = levels.Sum();
        var waited = Waits?.Where(w => w.Key.StartsWith(Measures.WaitPrefix, StringComparison.Ordinal))
            .Sum(w => w.Value) ?? 0;
        string[] codes = ["very-satisfied", "satisfied", "fair", "dissatisfied"];
        return Day(day,
        [
            ("", Measures.ActiveDay, 1), ("", Measures.FeedDay, 1), (teller, Tally.Invited, rated + 2),
            (teller, Tally.Rated, rated), (teller, Tally.Unrated, 2), (teller, Measures.Served, rated + 3),
            (teller, Measures.ServedRated, rated), (teller, Measures.ServedUnrated, 2),
            (teller, Measures.NeverAsked, 1), (teller, Measures.Waited, waited),
            .. codes.Zip(levels, (code, count) => (teller, Tally.LevelPrefix + code, count)),
        ]);
    }

    /// <summary>A month out of the newest editions of its days so far.</summary>
    public SignedStatement Month(DateOnly month)
    {
        var prefix = month.ToString("yyyy-MM-", CultureInfo.InvariantCulture);
        var days = _newest.Where(d => d.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(d => d.Key)
            .Select(d => d.Value).ToList();
        return Next(Period.Month(month).ToString(), Counts(days), Rests(days), [], Waiting(days));
    }

    /// <summary>A quarter out of the newest editions of its months so far.</summary>
    public SignedStatement Quarter(DateOnly day)
    {
        var quarter = Period.Quarter(day);
        var months = _newest.Values.Select(s => (Signed: s, Period: Statement.PeriodOf(s.Head.Period)!))
            .Where(s => s.Period.Kind == PeriodKind.Month && quarter.Has(s.Period.From))
            .OrderBy(s => s.Period.From).Select(s => s.Signed).ToList();
        return Next(quarter.ToString(), Counts(months), Rests(months), [], Waiting(months));
    }

    public void Dispose() => _key.Dispose();

    private static IEnumerable<(string, string, long)> Counts(IEnumerable<SignedStatement> parts) =>
        parts.SelectMany(d => d.Statement.Tellers)
            .SelectMany(t => t.Counts.Select(c => (t.Teller?.ToString() ?? "", c.Key, c.Value)));

    private static SortedDictionary<string, long> Waiting(IEnumerable<SignedStatement> parts) => Sums(
        parts.SelectMany(p => p.Statement.Waits?.Counts.Select(c => ("", c.Key, c.Value)) ?? []));

    private static List<RestsLine> Rests(IEnumerable<SignedStatement> parts) =>
        [.. parts.Select(d => new RestsLine(d.Head.Period, d.Head.N, d.Head.Edition, d.Hash))];

    private List<DeviceLine> Device() =>
    [
        new(DeviceId.Parse($"{Outlet}-d"), CounterId.Parse("c-1"), JournalId.Parse($"{Outlet}-j"),
            (10 * _n) + 1, 10 * (_n + 1), Digest.Of("line"u8), Digest.Of("key"u8), 10 * (_n + 1), "sig",
            Missing),
    ];

    private SignedStatement Next(
        string period, IEnumerable<(string Teller, string Measure, long Count)> counts,
        IReadOnlyList<RestsLine> rests, IReadOnlyList<DeviceLine> devices,
        IReadOnlyDictionary<string, long>? waits)
    {
        var before = _newest.GetValueOrDefault(period);
        var head = new StatementHead(
            StatementText.Version, Outlet, ++_n, _last, period, (before?.Head.Edition ?? 0) + 1, before?.Hash,
            before is null ? [] : [StatementReason.LateEntries], "Asia/Shanghai", 0, "service-rating-2",
            Digest.Of("definition"u8), "rating-collector 0.1.0");
        var tellers = counts.GroupBy(c => c.Teller).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
            new TellerLine(g.Key.Length == 0 ? null : TellerId.Parse(g.Key),
                g.Key.Length == 0 ? null : NameOf(g.Key), Sums(g)));
        var signed = SignedStatement.Of(new(
            head, [.. tellers.Where(t => t.Counts.Count > 0)], devices, null,
            waits is { Count: > 0 } ? new(waits) : null, rests, []), _key);
        _last = signed.Hash;
        return _newest[period] = signed;
    }

    private static SortedDictionary<string, long> Sums(
        IEnumerable<(string Teller, string Measure, long Count)> counts)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var measure in counts.GroupBy(c => c.Measure))
            if (measure.Sum(c => c.Count) is not 0 and var sum) sums[measure.Key] = sum;
        return sums;
    }
}
