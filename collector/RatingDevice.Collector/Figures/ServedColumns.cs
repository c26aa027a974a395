namespace RatingDevice.Collector.Figures;

/// <summary>Columns of the served feed; without one they say so.</summary>
internal static class ServedColumns
{
    public static Column<FigureRow> Served { get; } = Account(
        "served", new("办理笔数", "Served"),
        new("叫号或核心系统告知的办理客户数", "Customers served, by the served feed"), a => a.Served);

    public static IReadOnlyList<Column<FigureRow>> All { get; } =
    [
        new("feed", ColumnKind.Text, new("办理来源", "Feed"),
            new("none 无;partial 只有部分营业日;all 每个营业日都有",
                "none; partial: it told of some of the active days only; all of them"),
            r => CellValue.Word(r.Line.Counts.Feed.Name, r.Line.Counts.Feed.Name switch
            {
                "all" => "全部",
                "partial" => "部分",
                _ => "无",
            })),
        new("feed_days", ColumnKind.Count, new("有来源日数", "Feed days"),
            new("有办理来源的网点营业日数", "Outlet-days the served feed told of"),
            r => CellValue.Of(r.Line.Counts.Feed.Fed)),
        new("active_days", ColumnKind.Count, new("营业日数", "Active days"),
            new("有业务或按键的网点营业日数", "Outlet-days on which anything happened"),
            r => CellValue.Of(r.Line.Counts.Feed.Active)),
        Account("served_rated", new("办理且评价", "Served, rated"),
            new("办理客户中已评价的", "Served customers who rated"), a => a.Rated),
        Account("served_unrated", new("办理未评价", "Served, unrated"),
            new("办理客户中被邀请而未评价的", "Served customers who were asked and did not rate"),
            a => a.Unrated),
        Account("never_asked", new("未邀请", "Never asked"),
            new("设备正常而未被邀请的办理客户", "Served by a working device and not asked"),
            a => a.NeverAsked),
        Account("device_down", new("设备故障", "Device down"),
            new("设备不可用时办理的客户", "Served while the device was down"), a => a.DeviceDown),
        Account("void", new("作废", "Void"),
            new("来源注明原因而作废的", "Withdrawn by the feed with a reason"), a => a.Void),
        Account("unexplained", new("无对应办理", "Unexplained"),
            new("没有办理记录对应的邀请,不属于上列账目",
                "Invitations that no served customer explains; not part of the account"),
            a => a.Unexplained),
        Account("service_known", new("已知办理时长数", "Service times known"),
            new("已知办理时长的客户数", "Customers whose service time is known"), a => a.Worked),
        new("service_mean_seconds", ColumnKind.Seconds, new("平均办理时长(秒)", "Mean service, s"),
            new("平均办理时长,秒,向下取两位", "Mean service time in seconds, rounded down"),
            r => r.Line.Counts.Account is { } a
                ? CellValue.Hundredths(Rounding.Down(a.WorkedSeconds, a.Worked)) : CellValue.NoFeed),
    ];

    private static Column<FigureRow> Account(
        string name, Words heading, Words meaning, Func<ServedAccount, long> value) =>
        new(name, ColumnKind.Count, heading, meaning,
            r => r.Line.Counts.Account is { } account ? CellValue.Of(value(account)) : CellValue.NoFeed);
}
