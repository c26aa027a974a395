using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>Columns of what was counted at the devices.</summary>
internal static class CountColumns
{
    public static IReadOnlyList<Column<FigureRow>> First { get; } =
    [
        Count("invited", new("邀请", "Invited"), new("被邀请评价的客户数", "Customers asked to rate"),
            c => c.Invited),
        Count("rated", new("已评价", "Rated"), new("按时按键的客户数", "Customers who pressed in time"),
            c => c.Rated),
        Count("unrated", new("未评价", "Unrated"),
            new("邀请结束而未按键", "Invitations that closed without a press"), c => c.Unrated),
        Count("open", new("未结束", "Open"),
            new("尚未结束的邀请", "Invitations not closed yet, as far as is held"), c => c.Open),
        Count("stray", new("窗口外按键", "Stray"),
            new("评价窗口之外的按键,不计为评价", "Presses outside a window; never ratings"), c => c.Stray),
        ServedColumns.Served,
    ];

    public static IReadOnlyList<Column<FigureRow>> More { get; } =
    [
        Count("satisfied", new("满意数", "Satisfied in all"),
            new("满意等级的评价数", "Ratings of levels that count as satisfied"), c => c.Satisfied),
        Count("flagged", new("存疑评价", "Flagged"),
            new("被规则标记的评价数;仍计入,另列剔除后的数",
                "Ratings that a rule flagged; they stay in, and figures without them stand beside"),
            c => c.Flagged),
    ];

    /// <summary>The column of all levels that have none, so that the levels add up to rated.</summary>
    public static Column<FigureRow> Other(IReadOnlyList<LevelMeaning> levels)
    {
        var named = levels.Select(l => l.Code).ToHashSet();
        return new(
            "level_other", ColumnKind.Count, new("其他等级", "Other levels"),
            new("无对应列的等级的评价数", "Ratings of levels that have no column here"),
            r =>
            {
                var sum = 0L;
                foreach (var level in r.Line.Counts.Levels)
                    if (!named.Contains(level.Code)) sum += level.Count;
                return CellValue.Of(sum);
            });
    }

    /// <summary>The column of a level.</summary>
    public static Column<FigureRow> Of(LevelMeaning level) => new(
        $"level_{level.Code}", ColumnKind.Count, new(level.Zh, level.En),
        new($"等级 {level.Code} 的评价数,权重 {level.Weight}",
            $"Ratings of level {level.Code}, weight {level.Weight}"),
        r => CellValue.Of(r.Line.Counts.Of(level.Code)))
    {
        Level = level.Code,
    };

    private static Column<FigureRow> Count(
        string name, Words heading, Words meaning, Func<LineCounts, long> value) =>
        new(name, ColumnKind.Count, heading, meaning, r => CellValue.Of(value(r.Line.Counts)));
}
