using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Figures;

/// <summary>Columns of rates: each with its n, its 95 % interval, its target and what can be said.</summary>
internal static class RateColumns
{
    private static readonly Rate Answer = new(
        "answer_rate", new("应答率", "Answer rate"), r => r.Rates.Answer, t => t.AnswerRate,
        r => r.Rates.AnswerVerdict, false);

    private static readonly Rate Rating = new(
        "rating_rate", new("评价率", "Rating rate"), r => r.Rates.Rating, t => t.RatingRate,
        r => r.Rates.RatingVerdict, true);

    private static readonly Rate Satisfaction = new(
        "satisfaction_rate", new("满意率", "Satisfaction rate"), r => r.Rates.Satisfaction,
        t => t.SatisfactionRate, r => r.Rates.SatisfactionVerdict, false);

    private static readonly Rate Unflagged = new(
        "unflagged_satisfaction_rate", new("剔除存疑满意率", "Satisfaction rate, unflagged"),
        r => r.Rates.Unflagged, null, null, false);

    public static IReadOnlyList<Column<FigureRow>> First { get; } =
    [
        Answer.Percent(new("已评价 / 邀请", "rated / invited")),
        Rating.Percent(new("办理且评价 / 办理(不含作废)", "served customers who rated / served, not void")),
        Satisfaction.Percent(new("满意等级 / 已评价", "ratings of satisfied levels / rated")),
        new("satisfaction_index", ColumnKind.Index, new("满意度", "Satisfaction index"),
            new("等级权重的平均,0 至 100", "Mean weight of the ratings, 0 to 100"),
            r => CellValue.Hundredths(r.Line.Rates.Index)),
    ];

    public static IReadOnlyList<Column<FigureRow>> More { get; } =
    [
        .. Answer.Beside(), .. Rating.Beside(), .. Satisfaction.Beside(),
        Unflagged.Percent(new("不含存疑评价的满意率", "Satisfaction rate without the flagged ratings")),
        .. Unflagged.Beside(),
        new("unflagged_satisfaction_index", ColumnKind.Index, new("剔除存疑满意度", "Index, unflagged"),
            new("不含存疑评价的满意度", "Satisfaction index without the flagged ratings"),
            r => CellValue.Hundredths(r.Line.Rates.UnflaggedIndex)),
        new("all_answered_low_percent", ColumnKind.Percent, new("最差满意率", "Worst satisfaction"),
            new("未评价者全部不满意时的满意率", "Satisfaction had all who did not rate been dissatisfied"),
            r => CellValue.Hundredths(r.Line.Rates.Bounds?.Low)),
        new("all_answered_high_percent", ColumnKind.Percent, new("最好满意率", "Best satisfaction"),
            new("未评价者全部满意时的满意率", "Satisfaction had all who did not rate been satisfied"),
            r => CellValue.Hundredths(r.Line.Rates.Bounds?.High)),
        new("all_answered_of", ColumnKind.Text, new("最差最好的基数", "Worst and best of"),
            new("served 办理;invited 邀请", "Whom the two rates before are of: served or invited"),
            r => r.Line.Rates.Bounds is not { } bounds ? CellValue.Nothing
                : bounds.OfServed ? CellValue.Word("served", "办理") : CellValue.Word("invited", "邀请")),
    ];

    private sealed record Rate(
        string Name, Words Heading, Func<FigureLine, Proportion?> Of, Func<Targets, decimal?>? Target,
        Func<FigureLine, Verdict>? Judged, bool NeedsFeed)
    {
        public Column<FigureRow> Percent(Words meaning) => Make("_percent", ColumnKind.Percent,
            Heading, meaning, p => CellValue.Hundredths(p.Percent));

        public IEnumerable<Column<FigureRow>> Beside()
        {
            yield return Make("_n", ColumnKind.Count, Named("基数", "n"),
                new("该率的分母", "What the rate is of"), p => CellValue.Of(p.Whole));
            yield return Make("_low_percent", ColumnKind.Percent, Named("下限", "low"),
                new("95 % 威尔逊区间下限", "Lower end of the 95 % Wilson interval"),
                p => CellValue.Hundredths(p.Low));
            yield return Make("_high_percent", ColumnKind.Percent, Named("上限", "high"),
                new("95 % 威尔逊区间上限", "Upper end of the 95 % Wilson interval"),
                p => CellValue.Hundredths(p.High));
            if (Target is not { } target || Judged is not { } judged) yield break;
            yield return new(Name + "_target_percent", ColumnKind.Percent, Named("目标", "target"),
                new("口径规定的目标", "The definition's target"),
                r => CellValue.Hundredths(target(r.Line.Definition.Targets)));
            yield return new(Name + "_verdict", ColumnKind.Text, Named("结论", "verdict"),
                new("达标、未达标或不能断定", "Met, not met, or cannot be said"),
                r => Said(judged(r.Line)));
        }

        private Words Named(string zh, string en) => new($"{Heading.Zh}{zh}", $"{Heading.En}, {en}");

        private Column<FigureRow> Make(
            string end, ColumnKind kind, Words heading, Words meaning, Func<Proportion, CellValue> value) =>
            new(Name + end, kind, heading, meaning, r => Of(r.Line) is { } of ? value(of)
                : NeedsFeed ? CellValue.NoFeed : CellValue.Nothing);
    }

    /// <summary>A verdict in words.</summary>
    public static CellValue Said(Verdict verdict) => verdict switch
    {
        Verdict.Met => CellValue.Word("met", "达标"),
        Verdict.NotMet => CellValue.Word("not met", "未达标"),
        Verdict.CannotBeSaid => CellValue.Word("cannot be said", "不能断定"),
        _ => CellValue.Word("no target", "无目标"),
    };
}
