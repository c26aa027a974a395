using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What a page asks: one moment of the store, and the fleet beside it.</summary>
internal sealed record PageSource(IRatingStore Store, FigureReader Figures, FleetReport Fleet);
