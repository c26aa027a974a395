namespace RatingDevice.Collector.Figures;

/// <summary>Columns that set a line beside others: places, the period before, the outlet.</summary>
internal static class CompareColumns
{
    public static IReadOnlyList<Column<FigureRow>> All { get; } =
    [
        // with a dash, since a spreadsheet reads 2-5 as a day in February
        new("rank", ColumnKind.Text, new("名次", "Rank"),
            new("按满意率的名次;自最优者向下、与其区间相触为止并列,基数不足者无名次",
                "Places by satisfaction rate; shared from the best downwards as long as the interval touches "
                + "the best's, none below the least n"),
            r => r.Line.Rank is not { } rank ? CellValue.Nothing
                : CellValue.Of(rank.First == rank.Last ? $"{rank.First}" : $"{rank.First}–{rank.Last}")),
        new("rank_first", ColumnKind.Count, new("最好名次", "Best place"),
            new("并列名次中最好的", "The best of the places shared"), r => CellValue.Of(r.Line.Rank?.First)),
        new("rank_last", ColumnKind.Count, new("最差名次", "Worst place"),
            new("并列名次中最差的", "The worst of the places shared"), r => CellValue.Of(r.Line.Rank?.Last)),
        new("before_rated", ColumnKind.Count, new("上期评价数", "Rated before"),
            new("上一期间的评价数", "Ratings of the period before"),
            r => CellValue.Of(r.Line.Before?.Whole)),
        new("before_satisfaction_rate_percent", ColumnKind.Percent,
            new("上期满意率", "Satisfaction rate before"),
            new("上一期间的满意率,用本行口径", "Of the period before, by this line's definition"),
            r => CellValue.Hundredths(r.Line.Before?.Percent)),
        new("change_points", ColumnKind.Percent, new("变化(百分点)", "Change, points"),
            new("满意率较上期的百分点差", "Points of satisfaction won or lost against the period before"),
            r => CellValue.Hundredths(r.Line.Change)),
        new("change_within_chance", ColumnKind.Count, new("变化或属偶然", "Change within chance"),
            new("1:两期区间相触,可能是偶然;0:不是", "1: the intervals touch, chance may be it; 0: they do not"),
            r => CellValue.Of(r.Line.ChangeWithinChance is { } chance ? chance ? 1 : 0 : (int?)null)),
        new("outlet_mean_rated", ColumnKind.Count, new("网点评价数", "Outlet rated"),
            new("同期全网点评价数", "Ratings of the whole outlet in the same period"),
            r => CellValue.Of(r.Line.OutletMean?.Satisfaction.Whole)),
        new("outlet_mean_satisfaction_rate_percent", ColumnKind.Percent,
            new("网点满意率", "Outlet satisfaction rate"),
            new("同期全网点满意率", "Of the whole outlet in the same period"),
            r => CellValue.Hundredths(r.Line.OutletMean?.Satisfaction.Percent)),
        new("outlet_mean_satisfaction_index", ColumnKind.Index, new("网点满意度", "Outlet index"),
            new("同期全网点满意度", "Of the whole outlet in the same period"),
            r => CellValue.Hundredths(r.Line.OutletMean?.Index)),
    ];
}
