using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What a page asks: one moment of the store, and the fleet beside it.</summary>
/// <param name="Store">The store.</param>
/// <param name="Sums">What its figures are made of.</param>
/// <param name="Figures">Answers questions.</param>
/// <param name="Fleet">The devices.</param>
/// <param name="Exports">Exports that are being written.</param>
/// <param name="Now">What time it is.</param>
internal sealed record PageSource(
    IRatingStore Store, ISums Sums, FigureReader Figures, FleetReport Fleet,
    IReadOnlyList<ExportShape> Exports, DateTimeOffset Now);
