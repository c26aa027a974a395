using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard;

/// <summary>What a site is, and what is true at it whatever fails.</summary>
/// <param name="Title">Of its API.</param>
/// <param name="Menu">Its pages.</param>
/// <param name="Kept">What a failure loses: nothing, and why.</param>
internal sealed record SiteRole(string Title, IReadOnlyList<(string Path, Words Name)> Menu, Words Kept)
{
    public static SiteRole Branch { get; } = new("RatingDevice branch collector", SiteMap.Pages, new(
        "设备会保留每条评价直到收妥，没有丢失。",
        "Devices keep every rating until it is acknowledged; none is lost."));

    /// <summary>Of head office, and of any unit that receives statements.</summary>
    public static SiteRole Bank { get; } = new("RatingDevice head office", SiteMap.Bank, new(
        "未收存的报表不给回执，网点会再次报送，没有丢失。",
        "A statement that is not kept gets no receipt, and its outlet sends it again; none is lost."));
}
