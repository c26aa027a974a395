using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>How two accounts of one thing stand to each other.</summary>
internal enum Agreement
{
    /// <summary>One of them is not there yet, and need not be.</summary>
    Open,

    /// <summary>The same.</summary>
    Agrees,

    /// <summary>The same, after an amendment.</summary>
    Amended,

    /// <summary>Not held here.</summary>
    Missing,

    /// <summary>Other digests, or other counts.</summary>
    Differs,
}

/// <summary>A day of an outlet, and what the month says of it.</summary>
/// <param name="Day">Which.</param>
/// <param name="Report">The newest edition held; null for none.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="InMonth">The number and edition the month's statement rests on; null without one.</param>
internal sealed record DayAgreement(
    DateOnly Day, StatedReport? Report, Agreement Standing, RestsLine? InMonth);

/// <summary>A month's own statement against the days held, or a quarter's against the months.</summary>
/// <param name="Period">Which.</param>
/// <param name="Report">Its newest edition; null for none.</param>
/// <param name="Counts">Whether its counts are the sums of the rows held, and it rests on what is
/// held.</param>
/// <param name="Differing">Measures that are otherwise.</param>
/// <param name="Otherwise">Periods of which another edition is held than the one it rests on, or none, or one
/// that it does not rest on.</param>
internal sealed record WholeAgreement(
    Period Period, StatedReport? Report, Agreement Counts, IReadOnlyList<string> Differing,
    IReadOnlyList<string> Otherwise);

/// <summary>
/// An outlet's statements of a period against each other, by number, digest and count: each day that should
/// be held, the days each month and the months each quarter say they rest on, and their counts against the
/// rows figures are made of; and the ranges of journals of consecutive days.
/// </summary>
internal sealed record Reconciliation(
    BankOutlet Outlet, Period Period, IReadOnlyList<DayAgreement> Days, IReadOnlyList<WholeAgreement> Wholes)
{
    /// <summary>The journals its devices wrote, by all days it ever stated.</summary>
    public IReadOnlyList<JournalAccount> Journals { get; init; } = [];

    /// <summary>Days it cut otherwise than the bank's file says, of all it ever stated.</summary>
    public IReadOnlyCollection<OtherRules> Cut { get; init; } = [];

    public static Reconciliation Of(
        IStatementStore statements, BankTree tree, BankOutlet outlet, Period period, DateTimeOffset now)
    {
        var figures = statements.Figures;
        var (quarters, months) = (Wholes(PeriodKind.Quarter, Period.Quarter(period.From).From),
            Wholes(PeriodKind.Month, StatedChange.Month(period.From)));
        var held = Reports(PeriodKind.Day, months, period);
        var rests = months.SelectMany(m => m.Signed.Statement.Rests).ToDictionary(r => r.Period);
        var days = new List<DayAgreement>();
        for (var day = period.From; day <= period.To; day = day.AddDays(1))
        {
            var name = Period.Day(day).ToString();
            var (report, line) = (held.GetValueOrDefault(name), rests.GetValueOrDefault(name));
            if (report is null && line is null && tree.Parent(outlet.Id, day) is null) continue;
            var due = ReportedDay.Due(outlet.RulesOn(day), day);
            days.Add(new(day, report, Standing(report, line, due, now), line));
        }

        var ofMonths = Reports(PeriodKind.Month, quarters, period);
        var rules = new StatedRules(outlet);
        return new(outlet, period, days,
        [
            .. months.Select(m => Of(figures, m, held)), .. quarters.Select(q => Of(figures, q, ofMonths)),
        ])
        {
            Journals = StatedJournals.Of(statements, outlet.Id, rules.Add), Cut = rules.Otherwise,
        };

        IReadOnlyList<KeptStatement> Wholes(PeriodKind kind, DateOnly from) =>
            statements.Newest(outlet.Id, kind, from, period.To);

        // all parts of the wholes, which may begin before what was asked for and end after it
        Dictionary<string, StatedReport> Reports(
            PeriodKind kind, IReadOnlyList<KeptStatement> wholes, Period asked)
        {
            var spans = wholes.Select(w => Statement.PeriodOf(w.Signed.Head.Period)!).Append(asked).ToList();
            return figures.Reports(kind, spans.Min(s => s.From), spans.Max(s => s.To), outlet.Id)
                .ToDictionary(r => r.Period.ToString());
        }
    }

    private static Agreement Standing(
        StatedReport? report, RestsLine? line, DateTimeOffset due, DateTimeOffset now) =>
        report is null ? line is null && now <= due ? Agreement.Open : Agreement.Missing
        : line is not null && line.Hash != report.Hash
            ? report.Edition > line.Edition ? Agreement.Amended : Agreement.Differs
        : report.Edition > 1 ? Agreement.Amended : Agreement.Agrees;

    private static WholeAgreement Of(
        IStatedFigures figures, KeptStatement kept, IReadOnlyDictionary<string, StatedReport> parts)
    {
        var (head, whole) = (kept.Signed.Head, Statement.PeriodOf(kept.Signed.Head.Period)!);
        var (said, rows) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        foreach (var (measure, count) in kept.Signed.Statement.Tellers.SelectMany(t => t.Counts))
            said[measure] = said.GetValueOrDefault(measure) + count;
        foreach (var (measure, count) in figures
            .Rows(new(Grain.Month, StatedPart.Whole, whole.From, whole.To, head.Outlet))
            .SelectMany(r => StatedCounts.Read(r.Counts)))
            rows[measure] = rows.GetValueOrDefault(measure) + count;
        // what the rows have beyond the statement's measures was read from its lines of devices
        var differing = said.Where(s => rows.GetValueOrDefault(s.Key) != s.Value).Select(s => s.Key)
            .Order(StringComparer.Ordinal).ToList();
        var own = parts.Values.Where(p => whole.Has(p.Period.From)).ToList();
        var rests = kept.Signed.Statement.Rests.ToDictionary(r => r.Period);
        var otherwise = rests.Keys.Union(own.Select(p => p.Period.ToString()))
            .Where(p => rests.GetValueOrDefault(p)?.Hash != parts.GetValueOrDefault(p)?.Hash)
            .Order(StringComparer.Ordinal).ToList();
        var report = new StatedReport(
            head.Outlet, whole, head.N, head.Edition, kept.Signed.Hash, own.Sum(p => p.Entries),
            own.Select(p => p.Missing).DefaultIfEmpty().Max(), kept.Kept, kept.Kept);
        return new(whole, report, differing.Count + otherwise.Count > 0 ? Agreement.Differs
            : head.Edition > 1 ? Agreement.Amended : Agreement.Agrees, differing, otherwise);
    }
}
