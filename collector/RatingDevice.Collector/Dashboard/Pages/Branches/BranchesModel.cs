using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Branches;

/// <summary>One level of the tree: the branches directly below a unit, and its own outlets.</summary>
/// <param name="Branches">A line a branch.</param>
/// <param name="Outlets">A line an outlet directly below; null where there is none.</param>
internal sealed record BranchesModel(LinesModel Branches, LinesModel? Outlets);

/// <summary>Words of the page.</summary>
internal static class BranchWords
{
    public static readonly Words
        Branch = new("机构", "Branch"),
        Below = new("下级机构", "Branches below"),
        Own = new("直属网点", "Outlets directly below"),
        Says = new(
            "每个营业日计入网点当日所属机构；期间内调整隶属的网点分别计入两处。",
            "Each business day counts for the branch its outlet stood under on that day; an outlet that "
                + "moved counts in both, each for its days."),
        OwnNote = new("（直属网点）", "(outlets directly below)");
}
