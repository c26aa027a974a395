using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Flags;

namespace RatingDevice.Collector.Dashboard.Pages.Tellers;

/// <summary>One teller: own figures, what they are made of, and what they rest on.</summary>
/// <param name="Teller">Who.</param>
/// <param name="Name">Null where the registry does not have the teller.</param>
/// <param name="Sheet">All tellers in the scope; the places are among them.</param>
/// <param name="Lines">The teller's own of them: one an outlet.</param>
/// <param name="Days">Day by day.</param>
/// <param name="Evidence">Presses, newest first.</param>
/// <param name="EvidenceDays">The days they are of.</param>
internal sealed record TellerModel(
    TellerId Teller, string? Name, FigureSheet Sheet, IReadOnlyList<FigureLine> Lines, LinesModel Days,
    IReadOnlyList<RatingRow> Evidence, Period EvidenceDays)
{
    /// <summary>Presses listed, and days looked through for them.</summary>
    public const int MostEvidence = 200, MostEvidenceDays = 31;

    private const int MostFlags = 100;

    /// <summary>What stands out among them, evidence only.</summary>
    public required IReadOnlyList<DatedFinding> Flags { get; init; }

    /// <summary>Null for an id nobody has.</summary>
    /// <param name="isKnown">True for one that somebody has, figures or not.</param>
    public static TellerModel? Ask(PageFrame frame, PageSource source, TellerId teller, bool isKnown)
    {
        var ask = frame.Ask;
        var name = ask.Outlet is { } at ? frame.Registry.NameOf(at, teller) : frame.Registry.NameOf(teller);
        var sheet = source.Figures.Ask(new(ask.Scope, ask.Period, By.Teller, ask.Definition));
        var lines = sheet.Lines.Where(l => l.Key.Teller == teller).ToList();
        if (name is null && lines.Count == 0 && !isKnown) return null;
        var days = source.Figures.Ask(
            new(ask.Scope with { Teller = teller }, ask.Period, By.Day, ask.Definition));
        var looked = Latest(ask.Period, days);
        var evidence = new RatingsQuery(source.Store, frame.Registry, frame.Definitions)
            .Ratings(new(new(ask.Outlet, Teller: teller), looked, By.Total, ask.Definition), true)
            .TakeLast(MostEvidence).Reverse();
        return new(
            teller, name, sheet, lines,
            LinesModel.Of(frame, days, new(FigureColumns.Named["from"], PageWords.Day),
                (page, l) => Day(page, l)),
            [.. evidence], looked)
        {
            Flags =
            [
                .. lines.SelectMany(l => new FlagReader(source.Store, frame.Registry, frame.Definitions)
                    .Ask(l.Key.Outlet!.Value, looked, teller)).TakeLast(MostFlags).Reverse(),
            ],
        };
    }

    /// <summary>Satisfaction day by day with its interval.</summary>
    public ChartShape Trend(PageFrame frame)
    {
        var satisfaction = FigureColumns.Named["satisfaction_rate_percent"].Heading;
        ChartSeries Row(Words name, string look, Func<FigureLine, decimal?> of) => new(
            frame[name], look,
            [.. Days.Sheet.Lines.Select(
                l => new ChartPoint(null, of(l), Locale.ShortDay(l.Key.First!.Value, frame.Language)))]);
        return new(
            frame[PageWords.Day], frame[satisfaction],
            [
                Row(FigureWords.Interval, "limit", l => l.Rates.Satisfaction.Low),
                Row(FigureWords.Interval, "limit", l => l.Rates.Satisfaction.High),
                Row(satisfaction, "line", l => l.Rates.Satisfaction.Percent),
            ],
            YTo: 100);
    }

    private static Microsoft.AspNetCore.Components.RenderFragment Day(PageFrame frame, FigureLine line) =>
        text => text.AddContent(0, Locale.ShortDay(line.Key.First!.Value, frame.Language));

    /// <summary>The last days of a period on which there was anything.</summary>
    private static Period Latest(Period period, FigureSheet days)
    {
        var last = days.Lines.Count == 0 ? period.To : days.Lines[^1].Key.First!.Value;
        var first = last.AddDays(1 - MostEvidenceDays);
        return new(first < period.From ? period.From : first, last);
    }
}

/// <summary>Words of the page.</summary>
internal static class TellerWords
{
    public static readonly Words
        Several = new(
            "有 {1} 个网点使用柜员号 {0}。柜员号只在分支内唯一，可能不是同一人：请选择网点。",
            "There are tellers with the id {0} at {1} outlets. Ids are unique in a branch only, so they may "
                + "be different people: choose the outlet."),
        Name = new("姓名", "Name"),
        Seen = new("最近报送", "Last reported"),
        Trend = new("逐日满意率", "Satisfaction by day"),
        TrendSays = new(
            "逐日满意率及其 95% 区间；评价少的日子区间宽，不宜单独比较。",
            "Satisfaction day by day with its 95 % interval; days of few ratings have wide ones "
                + "and say little."),
        Spread = new("各档分布", "Ratings by level"),
        Level = new("档次", "Level"),
        Count = new("次数", "Ratings"),
        Share = new("占比，%", "Share, %"),
        Weight = new("权重", "Weight"),
        Outlet = new("网点合计", "Outlet"),
        Evidence = new("评价明细", "The ratings themselves"),
        EvidenceNote = new(
            "{0} 至 {1} 的最近 {2} 次按键；编号可在设备日志与采集端逐条核对。",
            "The last {2} presses of {0} to {1}; by these numbers each can be checked in the journal."),
        At = new("时间", "Time"),
        Counter = new("柜口", "Counter"),
        Entry = new("日志 / 编号", "Journal / number"),
        Counted = new("计入", "Counted"),
        Yes = new("是", "yes"),
        Replaced = new("已被改评取代", "replaced by a later press"),
        Ticket = new("业务号", "Ticket"),
        After = new("邀请后，秒", "After, s"),
        Contest = new("提出异议", "Contest a rating"),
        ContestSays = new(
            "尚未开通。开通后：您指明一条评价并说明理由，两名非本柜员核查；评价记录永不删改，更正另行追加，更正前后的数字一并公布。",
            "Not open yet. Once it is: you name a rating and a reason, two people other than you look into "
                + "it; no rating is ever deleted or edited, a correction is added, and both figures are "
                + "shown."),
        NoRatings = new("没有按键", "No presses");
}
