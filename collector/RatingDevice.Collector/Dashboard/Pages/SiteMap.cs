using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>The pages, in the order of the menu.</summary>
internal static class SiteMap
{
    public const string Hall = "/", Wall = "/wall", Tellers = "/tellers", Outlets = "/outlets",
        Hours = "/hours",
        Devices = "/counters", Waiting = "/waiting", Quality = "/quality", Bulletin = "/bulletin",
        Exports = "/exports", Definitions = "/definitions", Reported = "/reported", Branches = "/branches",
        Assessment = "/assessment", Reconciliation = "/reconciliation", Audits = "/audits",
        Uplink = "/uplink";

    public static IReadOnlyList<(string Path, Words Name)> Pages { get; } =
    [
        (Hall, PageWords.Live), (Devices, PageWords.Devices), (Tellers, PageWords.Tellers),
        (Outlets, PageWords.Outlets), (Hours, PageWords.Hours), (Waiting, PageWords.Waiting),
        (Quality, PageWords.Quality),
        (Bulletin, PageWords.Bulletin), (Uplink, PageWords.Uplink), (Exports, PageWords.Exports),
        (Definitions, PageWords.Definitions),
    ];

    /// <summary>The pages of head office.</summary>
    public static IReadOnlyList<(string Path, Words Name)> Bank { get; } =
    [
        (Reported, PageWords.Reported), (Branches, PageWords.Branches), (Outlets, PageWords.Outlets),
        (Tellers, PageWords.Tellers), (Waiting, PageWords.Waiting), (Assessment, PageWords.Assessment),
        (Reconciliation, PageWords.Reconciliation), (Audits, PageWords.Audits), (Uplink, PageWords.Uplink),
        (Exports, PageWords.Exports), (Definitions, PageWords.Definitions),
    ];
}
