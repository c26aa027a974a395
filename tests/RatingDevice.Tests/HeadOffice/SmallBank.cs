using System.Text;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.HeadOffice;
using RatingDevice.Simulation.Store;

namespace RatingDevice.Tests.HeadOffice;

/// <summary>Head office, two branches, a sub-branch and four outlets; o-3 moves from branch b-1 to b-2 on
/// 16 November, and sub-branch s-1 with o-1 on 21 November.</summary>
internal sealed class SmallBank : IDisposable
{
    private const string File = """
        kind,id,name,parent,from,zone
        unit,head,总行,,,
        unit,b-1,一分行,head,,
        unit,b-2,二分行,head,,
        unit,s-1,支行,b-1,,
        unit,s-1,,b-2,2026-11-21,
        outlet,o-1,一号,s-1,,Asia/Shanghai
        outlet,o-2,二号,b-1,,Asia/Shanghai
        outlet,o-3,三号,b-1,,Asia/Shanghai
        outlet,o-3,,b-2,2026-11-16,
        outlet,o-4,四号,b-2,,Asia/Shanghai
        """;

    private readonly Dictionary<string, OutletScript> _outlets =
        Enumerable.Range(1, 4).ToDictionary(i => $"o-{i}", i => new OutletScript($"o-{i}"));

    public static BankTree Tree { get; } = BankFile.Form.Parse(Encoding.UTF8.GetBytes(File), ".csv").Value!;

    public FakeRatingStore Store { get; } = new();

    /// <summary>Every day kept so far by outlet: the newest.</summary>
    public Dictionary<(string Outlet, DateOnly Day), (string Teller, long[] Levels)> Said { get; } = [];

    public BankSums Sums => new(Store.Statements.Figures, Tree);

    public OutletScript this[string outlet] => _outlets[outlet];

    public static DateOnly Day(int day) => new(2026, 11, day);

    public SmallBank Rated(string outlet, DateOnly day, string teller, params long[] levels)
    {
        Said[(outlet, day)] = (teller, levels);
        return Receive(this[outlet].Rated(day, teller, levels));
    }

    public SmallBank Receive(SignedStatement signed, DateTimeOffset? at = null)
    {
        var kept = at ?? ReportedDay.Due(Tree.Outlet(signed.Head.Outlet)!.Rules,
            Statement.PeriodOf(signed.Head.Period)!.To) - TimeSpan.FromHours(20);
        Store.Statements.Keep(StatementGroup.Received([signed], kept));
        return this;
    }

    public FigureSheet Ask(string period, By by, Scope? scope = null)
    {
        var registry = new BankRegistry(() => Tree, () => Store.Statements.Figures).Current;
        var when = PeriodText.Read(period, out _, out _)!;
        return new FigureReader(Sums, registry, DefinitionBook.BuiltIn,
            BankRegistry.Ends(Store.Statements.Figures, when)).Ask(new(scope ?? Scope.All, when, by));
    }

    public void Dispose()
    {
        foreach (var outlet in _outlets.Values) outlet.Dispose();
    }
}
