using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Servicing;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages.Quality;

/// <summary>What is missing, refused or nobody's: how far the other pages can be trusted.</summary>
/// <param name="Whole">The period as one line.</param>
/// <param name="Counters">Coverage of each counter.</param>
/// <param name="Days">Coverage of each day.</param>
/// <param name="Nobody">Lines of tellers nobody knows, and of nobody.</param>
/// <param name="Fleet">Unknown tellers and devices now.</param>
/// <param name="Refused">Refused payloads, newest first.</param>
/// <param name="PushedOut">Older ones that are no longer kept.</param>
internal sealed record QualityModel(
    FigureSheet Whole, FigureSheet Counters, FigureSheet Days, IReadOnlyList<FigureRow> Nobody,
    FleetReport Fleet, IReadOnlyList<QuarantinedPayload> Refused, long PushedOut)
{
    private const int MostRefused = 50, MostDays = 31, MostDevices = 60;

    /// <summary>Coverage of each device on each day; null where there would be too many cells.</summary>
    public FigureSheet? DeviceDays { get; init; }

    /// <summary>Rows of the feed that say otherwise than earlier ones, newest first.</summary>
    public required IReadOnlyList<ServedContradiction> Contradictions { get; init; }

    /// <summary>Older ones that are no longer kept.</summary>
    public required long ContradictionsDropped { get; init; }

    /// <summary>Days whose derived figures are not made of all that is held.</summary>
    public required IReadOnlyList<DirtyDay> Unsettled { get; init; }

    /// <summary>Service mode and refused sign-ons; null where the period or branch is too large to list
    /// them.</summary>
    public required ServicingLog? Servicing { get; init; }

    public static QualityModel Ask(PageFrame frame, PageSource source)
    {
        var (ask, figures) = (frame.Ask, source.Figures);
        FigureSheet Sheet(By by) => figures.Ask(new(new(ask.Outlet), ask.Period, by, ask.Definition));
        var tellers = Sheet(By.Teller);
        return new(
            Sheet(By.Total), Sheet(By.Counter), Sheet(By.Day),
            [.. tellers.Lines.Where(l => l.Standing != "known").Select(l => new FigureRow(tellers, l))],
            source.Fleet, source.Store.Quarantine(MostRefused), source.Store.QuarantineDropped())
        {
            DeviceDays = ask.Period.Days <= MostDays && frame.Registry.Devices.Count(
                d => ask.Outlet is null || d.Post.Outlet == ask.Outlet) <= MostDevices
                ? Sheet(By.DeviceDay) : null,
            Contradictions = source.Store.Contradictions(MostRefused),
            ContradictionsDropped = source.Store.ContradictionsDropped(),
            Unsettled = source.Store.Dirty(MostRefused),
            Servicing = Log(frame, source),
        };
    }

    private static ServicingLog? Log(PageFrame frame, PageSource source)
    {
        OutletId[] outlets = frame.Ask.Outlet is { } one ? [one]
            : [.. frame.Registry.Outlets.Select(o => o.Id).Order()];
        return outlets.Length > ServicingLog.MostOutlets || frame.Ask.Period.Days > ServicingLog.MostDays
            ? null : ServicingLog.Read(source.Store, outlets, frame.Ask.Period);
    }
}

/// <summary>Words of the page.</summary>
internal static class QualityWords
{
    public static readonly Words
        Coverage = new("覆盖情况", "Coverage"),
        CoverageSays = new(
            "设备日志逐条编号，采集端不接受跳号，因此只可能缺少尾部：设备已写而尚未送到的记录。",
            "Journals are numbered and the collector takes no gaps, so only an end can be missing: what a "
                + "device wrote and has not delivered."),
        ByCounter = new("按柜口", "By counter"),
        ByDay = new("按营业日", "By business day"),
        ByDevice = new("按设备与营业日", "By device and day"),
        ByDeviceSays = new(
            "已收记录数；“−n”为设备已写而未收到的 n 条，属于所标各日之一；“无”为网点营业而该设备无记录。",
            "Entries held; −n: written and not held, of one of the days marked; none: the outlet was at work "
                + "and the device wrote nothing."),
        TooMany = new("请选择一个网点和不超过 31 天的期间。", "Choose an outlet and at most 31 days."),
        Device = new("设备", "Device"),
        Nobody = new("未登录与不在名册的柜员", "Ratings of nobody, and of tellers nobody knows"),
        NobodySays = new("照常计入网点合计，单列，不归于他人。",
            "They count in the outlet's totals, stand by themselves, and go to nobody else."),
        Refused = new("拒收的报文", "Refused payloads"),
        RefusedSays = new("最近 {0} 条；更早已清出的 {1} 条。", "The last {0}; older ones pushed out: {1}."),
        Received = new("收到时间", "Received"),
        Topic = new("主题", "Topic"),
        Reason = new("原因", "Reason"),
        Detail = new("说明", "Detail"),
        Size = new("字节", "Bytes"),
        Untracked = new("未跟踪的未知设备或柜员：{0}", "Unknown devices or tellers not listed: {0}"),
        Contradictions = new("前后矛盾的办理记录", "Rows of the feed that contradict earlier ones"),
        ContradictionsSays = new("以先到者为准；更早已清出的 {0} 条。",
            "The earlier row stands; older ones pushed out: {0}."),
        Ticket = new("业务号", "Ticket"),
        Kept = new("采用", "Stands"),
        Later = new("后到", "Said later"),
        Source = new("来源", "Source"),
        Servicing = new("维护模式", "Service mode"),
        ServicingSays = new(
            "维护模式中无法邀请客户，按键均为测试，不计入任何评价；拒绝的邀请单列。签到被拒 {0} 次。",
            "In service mode nobody can be asked, and presses are tests that count as no rating; invitations "
                + "refused stand here. Sign-ons refused in the period: {0}."),
        ServicingWide = new("请选择一个网点和较短的期间。", "Choose an outlet and a shorter period."),
        Began = new("开始", "Began"),
        Lasted = new("秒", "Seconds"),
        Tests = new("测试按键", "Test presses"),
        NotOpened = new("拒绝的邀请", "Invitations refused"),
        Works = new("正常", "Works"),
        Broken = new("异常", "Does not"),
        Unsettled = new("尚未结算的营业日", "Days not settled yet"),
        UnsettledSays = new("这些日子有新数据，办理账与线索将在片刻后重算。",
            "New entries came in for these days; account and flags are made again in a moment."),
        None = new("无", "None");
}
