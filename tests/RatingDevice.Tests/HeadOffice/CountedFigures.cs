using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.HeadOffice;

/// <summary>Figures that remember what was asked of them.</summary>
internal sealed class CountedFigures(IStatedFigures figures) : IStatedFigures
{
    public List<StatedQuery> Asked { get; } = [];

    public IEnumerable<StatedRow> Rows(StatedQuery query)
    {
        Asked.Add(query);
        return figures.Rows(query);
    }

    public IEnumerable<StatedReport> Reports(
        PeriodKind kind, DateOnly from, DateOnly to, OutletId? outlet = null) =>
        figures.Reports(kind, from, to, outlet);

    public IReadOnlyList<StatedReport> Incomplete(DateOnly from, DateOnly to) => figures.Incomplete(from, to);

    public IReadOnlyList<StatedTeller> Find(TellerId teller) => figures.Find(teller);
}
