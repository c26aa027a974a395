using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.Postgres;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>
/// Makes an outlet's rows of figures and its reports again from the newest editions of its chain and compares
/// them with those held, both ways, a month at a time.
/// </summary>
internal sealed class FiguresCheck(IStatementStore statements, OfficeFaults faults, StatedJournals journals)
{
    private static readonly StatedPart[] Parts = Enum.GetValues<StatedPart>();

    private readonly HashSet<StatedTeller> _elsewhere = [], _named = [];

    /// <summary>Rows and reports held that were compared.</summary>
    public long Rows { get; private set; }

    public void Run(ChainReading chain)
    {
        foreach (var month in chain.Newest.Where(n => n.Key.Kind == PeriodKind.Day)
            .GroupBy(n => StatedChange.Month(n.Key.First)))
        {
            var period = Period.Month(month.Key);
            Try(chain.Outlet, $"{period}", () =>
                Month(chain, period, month.ToDictionary(n => n.Key.First, n => n.Value)));
        }

        foreach (var ((kind, first), newest) in chain.Newest.Where(n => n.Key.Kind != PeriodKind.Day))
        {
            var period = StatedPeriods.Of(kind, first);
            Try(chain.Outlet, $"{period}", () =>
                Reports(chain, period, [Report(Find(chain, newest), newest)]));
        }

        foreach (var teller in chain.Tellers.Values)
            Try(chain.Outlet, $"teller {teller.Teller}", () => Teller(teller));
    }

    /// <summary>Tellers that are held at outlets whose statements do not name them.</summary>
    public void End()
    {
        foreach (var (teller, outlet, _, _) in _elsewhere.Except(_named))
            faults.Add(outlet, $"teller {teller} is held, and no statement names the teller");
    }

    private void Month(ChainReading chain, Period month, Dictionary<DateOnly, NewestEdition> days)
    {
        var held = new Dictionary<DateOnly, KeptStatement>();
        foreach (var kept in statements.Newest(chain.Outlet, PeriodKind.Day, month.From, month.To))
            held[Statement.PeriodOf(kept.Signed.Head.Period)!.From] = kept;
        foreach (var extra in held.Keys.Where(d => !days.ContainsKey(d)).ToList())
        {
            faults.Add(chain.Outlet,
                $"{extra:yyyy-MM-dd}: a statement is found of the day, and the chain has none");
        }

        var made = new List<StatedPeriod>();
        foreach (var (day, newest) in days)
        {
            if (!held.TryGetValue(day, out var kept) || kept.Signed.Hash != newest.Edition.Hash)
            {
                faults.Add(chain.Outlet, $"{day:yyyy-MM-dd}: statement {newest.N} is the newest edition by "
                    + $"the chain, and {(kept is null ? "none" : $"{kept.Signed.Head.N}")} is found");
                kept = Find(chain, newest);
            }

            journals.Add(chain.Outlet, day, kept.Signed.Statement.Devices);
            made.Add(Report(kept, newest));
        }

        Reports(chain, month, made);
        var rows = made.SelectMany(m => m.Rows).ToList();
        Compare(chain, rows, Held(Grain.Day, month.From, month.To));
        Compare(chain, StatedSums.Months(rows), Held(Grain.Month, month.From, month.From));

        IEnumerable<StatedRow> Held(Grain grain, DateOnly from, DateOnly to) => Parts.SelectMany(part =>
            statements.Figures.Rows(new(grain, part, from, to, chain.Outlet)));
    }

    private static StatedPeriod Report(KeptStatement kept, NewestEdition newest)
    {
        var made = StatedPeriod.Of(kept.Signed, kept.Kept);
        return made with { Report = made.Report with { Came = newest.Came } };
    }

    private KeptStatement Find(ChainReading chain, NewestEdition newest) =>
        statements.Find(chain.Outlet, newest.N) ?? throw new StoreException(
            $"Statement {newest.N} is not found by its number.", new InvalidDataException("see verify"));

    private void Reports(ChainReading chain, Period period, IReadOnlyList<StatedPeriod> made)
    {
        var left = made.Select(m => m.Report).ToDictionary(r => r.Period.From);
        var (kind, to) = (made[0].Report.Period.Kind,
            made[0].Report.Period.Kind == PeriodKind.Day ? period.To : period.From);
        foreach (var held in statements.Figures.Reports(kind, period.From, to, chain.Outlet))
        {
            Rows++;
            if (!left.Remove(held.Period.From, out var report))
                faults.Add(chain.Outlet, $"{held.Period}: a report is held that no statement makes");
            else if (StatedWords.Differing(held, report) is { Length: > 0 } differing)
                faults.Add(chain.Outlet, $"{held.Period}: of its report {differing}");
        }

        foreach (var report in left.Values)
            faults.Add(chain.Outlet, $"{report.Period}: the report of statement {report.N} is missing");
    }

    private void Compare(ChainReading chain, IEnumerable<StatedRow> made, IEnumerable<StatedRow> held)
    {
        var left = made.ToDictionary(r => r.Key, r => r.Counts);
        foreach (var row in held)
        {
            Rows++;
            if (!left.Remove(row.Key, out var counts))
                faults.Add(chain.Outlet, $"{StatedWords.Of(row.Key)}: a row is held that no statement makes "
                    + $"({StatedWords.Counts(row.Counts)})");
            else if (!counts.AsSpan().SequenceEqual(row.Counts))
                faults.Add(chain.Outlet, $"{StatedWords.Of(row.Key)}: "
                    + StatedWords.Differing(row.Counts, counts));
        }

        foreach (var (key, counts) in left)
            faults.Add(chain.Outlet, $"{StatedWords.Of(key)}: the row is missing "
                + $"({StatedWords.Counts(counts)})");
    }

    private void Teller(StatedTeller said)
    {
        var all = statements.Figures.Find(said.Teller);
        var held = all.FirstOrDefault(t => t.Outlet == said.Outlet);
        if (held is null)
            faults.Add(said.Outlet, $"teller {said.Teller} is named by statements and not held");
        else if (held.Seen != said.Seen || (held.Name != said.Name
            && held.Name != (said.Name is { } name ? PostgresText.Clean(name) : null)))
        {
            faults.Add(said.Outlet, $"teller {said.Teller} is held as {held.Name}, seen "
                + $"{held.Seen:yyyy-MM-dd}; by the statements {said.Name}, {said.Seen:yyyy-MM-dd}");
        }

        // only who is held at several outlets can be held at one that does not name him
        if (all.Count < 2) return;
        _named.Add(said with { Name = null, Seen = default });
        _elsewhere.UnionWith(all.Where(t => t.Outlet != said.Outlet)
            .Select(t => t with { Name = null, Seen = default }));
    }

    private void Try(OutletId outlet, string what, Action check)
    {
        try
        {
            check();
        }
        catch (StoreException e)
        {
            faults.Add(outlet, $"{what}: what is held cannot be read: {e.Message}");
        }
    }
}
