using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>The journals that statements name.</summary>
internal sealed class StatedJournals
{
    private readonly Dictionary<JournalId, JournalCover> _covers = [];

    public int Count => _covers.Count;

    /// <param name="outlet">Whose day.</param>
    /// <param name="day">Which.</param>
    /// <param name="lines">Of the day's newest edition.</param>
    public void Add(OutletId outlet, DateOnly day, IReadOnlyList<DeviceLine> lines)
    {
        var by = new StatedAt(outlet, day);
        foreach (var line in lines)
        {
            if (line.Journal is not { } journal) continue;
            if (!_covers.TryGetValue(journal, out var cover)) _covers[journal] = cover = new(journal);
            cover.Add(by, line);
        }
    }

    /// <summary>Each journal, by device.</summary>
    public IEnumerable<JournalAccount> Accounts() => _covers.Values.Select(JournalAccount.Of)
        .OrderBy(a => a.Claims[0].Device).ThenBy(a => a.Journal);

    /// <summary>The journals an outlet's statements name, by all it ever stated; what other outlets state of
    /// them is not looked for.</summary>
    /// <param name="statements">All that is held.</param>
    /// <param name="outlet">Whose.</param>
    /// <param name="each">Told of each statement.</param>
    public static IReadOnlyList<JournalAccount> Of(
        IStatementStore statements, OutletId outlet, Action<StatementHead> each)
    {
        var book = new StatedJournals();
        var days = new SortedDictionary<DateOnly, IReadOnlyList<DeviceLine>>();
        foreach (var kept in statements.Chain(outlet))
        {
            each(kept.Signed.Head);
            if (Statement.PeriodOf(kept.Signed.Head.Period) is { Kind: PeriodKind.Day } day)
                days[day.From] = kept.Signed.Statement.Devices;
        }

        foreach (var (day, lines) in days) book.Add(outlet, day, lines);
        return [.. book.Accounts()];
    }
}
