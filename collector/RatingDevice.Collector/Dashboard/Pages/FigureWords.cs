using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Words around figures that are no column's own.</summary>
internal static class FigureWords
{
    public static readonly Words
        Total = new("合计", "Total"),
        Unattributed = new("未登录柜员", "Unattributed"),
        UnattributedNote = new("按键时无人登录", "nobody was signed on"),
        UnknownNote = new("不在名册", "not in the registry"),
        Interval = new("95% 区间", "95 % interval"),
        Verdict = new("达标", "Target"),
        Levels = new("各档评价", "By level"),
        Change = new("较上期", "Change"),
        Bounds = new("全员评价时", "Had all rated"),
        Chance = new("两期区间相接，可能出于偶然", "the intervals touch, chance may be it"),
        WorstFirst = new("按名次，最差者在前；点击列名另行排序。",
            "By place, the worst first; the headings sort otherwise."),
        Scale = new(
            "区间刻度自 {0}% 至 100%，虚线为目标。名次自最优者向下、与其区间相接为止并列，评价少于 {1} 者不排名、不下结论。“≈”：变化可能出于偶然。",
            "Intervals are drawn from {0} % to 100 %, the dashed line is the target. Places are shared "
                + "from the best downwards, as long as the interval touches the best's; below {1} ratings "
                + "there is neither place nor verdict. ≈: the change may be chance.");
}
