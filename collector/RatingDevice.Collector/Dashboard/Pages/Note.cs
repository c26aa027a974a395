using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>A page that only says something.</summary>
internal sealed record Note(Words Title, string Text);
