using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify.Office;

/// <summary>
/// Re-checks everything a unit holds of the outlets below it: chains of statements against the keys of the
/// bank's tree, then the rows figures are made of against the newest editions, both ways, and the ranges of
/// journals against each other. Nothing is made again from entries: those are at the outlets, and an audit
/// asks for them. One outlet at a time, a month of it at a time.
/// </summary>
internal static class OfficeCheck
{
    /// <summary>Journals with numbers that no day states, listed.</summary>
    public const int MostUnstated = 100;

    /// <param name="statements">Best of a snapshot: what is received meanwhile would look wrong.</param>
    /// <param name="tree">The bank as it is now; keys are dated.</param>
    /// <param name="progress">Told after each outlet; may be null.</param>
    public static OfficeReport Run(
        IStatementStore statements, BankTree tree, Action<OfficeProgress>? progress = null)
    {
        var (faults, notes, journals) = (new OfficeFaults(), new OfficeNotes(), new StatedJournals());
        using var keys = new KeyRing();
        var chains = new ChainCheck(statements, tree, keys, faults, notes);
        var figures = new FiguresCheck(statements, faults, journals);
        var strangers = new StrangerCheck(statements.Figures, faults);
        var (heads, done) = (statements.Heads(), 0);
        foreach (var head in heads)
        {
            var chain = chains.Run(head);
            strangers.Know(head.Outlet, chain);
            if (chain is not null) figures.Run(chain);
            progress?.Invoke(new(++done, heads.Count, chains.Count));
        }

        figures.End();
        strangers.Run();
        return new(heads.Count, chains.Count, figures.Rows + strangers.Rows, faults, notes.All,
            journals.Count, Look(journals, faults));
    }

    private static List<JournalAccount> Look(StatedJournals journals, OfficeFaults faults)
    {
        var unstated = new List<JournalAccount>();
        foreach (var account in journals.Accounts())
        {
            foreach (var other in account.Claims.Skip(1))
                faults.Add(other.By.Outlet, Claimed(account, other));
            if (account.Unstated == 0 && account.Twice.Count == 0) continue;
            unstated.Add(account);
            if (unstated.Count >= 2 * MostUnstated) Shorten(unstated);
        }

        Shorten(unstated);
        return unstated;
    }

    private static string Claimed(JournalAccount account, JournalClaim other)
    {
        var first = account.Claims[0];
        var what = first.Device == other.Device ? $"is signed with {other.Key}" : $"is {other.Device}'s";
        var before = first.Device == other.Device ? $"with {first.Key}" : $"{first.Device}'s";
        return $"{other.By.Day:yyyy-MM-dd}: journal {account.Journal} {what}, and {before} by "
            + $"{first.By.Outlet} {first.By.Day:yyyy-MM-dd}";
    }

    private static void Shorten(List<JournalAccount> all)
    {
        all.Sort((a, b) => b.Unstated.CompareTo(a.Unstated));
        if (all.Count > MostUnstated) all.RemoveRange(MostUnstated, all.Count - MostUnstated);
    }
}
