using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What a page asks: one moment of the store, the fleet beside it, and exports under way.</summary>
internal sealed record PageSource(
    IRatingStore Store, FigureReader Figures, FleetReport Fleet, IReadOnlyList<ExportShape> Exports);
