using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Figures;

/// <summary>A store with cells put straight into it, and the questions asked of it.</summary>
internal sealed class CellBranch
{
    private readonly FakeRatingStore _store = new();

    public static BranchRegistry Registry => TestBranch.Registry;

    public FakeRatingStore Store => _store;

    public static RollupCell Cell(
        string day, int hour, string? teller, string measure, long count, string device = "d-1") =>
        new(new(DateOnly.Parse(day), hour), device == "d-9"
            ? TestBranch.Post("d-9", "o-2", "c-9") : TestBranch.Post(device),
            teller is null ? null : TellerId.Parse(teller), measure, count);

    /// <summary>A teller's ratings of one hour: invited, then a count for each level, best first.</summary>
    public CellBranch Rated(string day, string? teller, long invited, params long[] levels) =>
        Rated(DefinitionBook.BuiltIn.All[0], "d-1", day, teller, invited, levels);

    public CellBranch Rated(
        Definition definition, string device, string day, string? teller, long invited, params long[] levels)
    {
        Put(Cell(day, 9, teller, "invited", invited, device),
            Cell(day, 9, teller, "rated", levels.Sum(), device),
            Cell(day, 9, teller, "unrated", invited - levels.Sum(), device));
        return Put([.. definition.Levels.Zip(levels,
            (l, count) => Cell(day, 9, teller, Tally.Of(l.Code), count, device))]);
    }

    public CellBranch Put(params RollupCell[] cells)
    {
        _store.Commit(new IntakeGroup([], [], [], [], cells, []));
        return this;
    }

    public FigureSheet Ask(string period, By by, Scope? scope = null, string? definition = null) =>
        Ask(DefinitionBook.BuiltIn, period, by, scope, definition);

    public FigureSheet Ask(
        DefinitionBook book, string period, By by, Scope? scope = null, string? definition = null) =>
        new FigureReader(_store, Registry, book).Ask(
            new(scope ?? Scope.All, PeriodText.Read(period, out _, out _)!, by, definition));
}
