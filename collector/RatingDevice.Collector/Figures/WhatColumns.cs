namespace RatingDevice.Collector.Figures;

/// <summary>Columns that say what a line is about, and what its figures mean.</summary>
internal static class WhatColumns
{
    public static IReadOnlyList<Column<FigureRow>> First { get; } =
    [
        new("schema", ColumnKind.Count, new("版本", "Schema"),
            new("列定义的版本号", "Version of these columns"), _ => CellValue.Of(FigureColumns.Schema)),
        new("from", ColumnKind.Day, new("起始日", "From"),
            new("首个营业日(含)", "First business day, included"), r => CellValue.Of(r.Days.From)),
        new("to", ColumnKind.Day, new("截止日", "To"),
            new("最后营业日(含)", "Last business day, included"), r => CellValue.Of(r.Days.To)),
        new("outlet", ColumnKind.Text, new("网点编号", "Outlet"),
            new("网点编号;空为全部网点", "Id of the outlet; empty for all of them"),
            r => CellValue.Of((r.Line.Key.Outlet ?? r.Scope.Outlet)?.ToString())),
        new("outlet_name", ColumnKind.Text, new("网点", "Outlet name"),
            new("登记册中的网点名称", "Its name in the registry"), r => CellValue.Of(r.Line.Names.Outlet)),
        new("zone", ColumnKind.Text, new("时区", "Zone"),
            new("营业日与小时所依时区", "Time zone of business days and hours"),
            r => r.Line.Names.Zone is { } zone ? CellValue.Of(zone)
                : CellValue.Word("each outlet's own", "各网点时区")),
        new("teller", ColumnKind.Text, new("柜员号", "Teller"),
            new("柜员编号,前导零保留;空为未登录或全部柜员",
                "Id of the teller, zeros kept; empty for nobody signed on, or for all"),
            r => CellValue.Of((r.Line.Key.Teller ?? r.Scope.Teller)?.ToString())),
        new("teller_name", ColumnKind.Text, new("柜员", "Teller name"),
            new("登记册中的柜员姓名", "Name in the registry"), r => CellValue.Of(r.Line.Names.Teller)),
        new("teller_label", ColumnKind.Text, new("柜员号与姓名", "Teller label"),
            new("柜员号加姓名,表格软件不会当作数字", "Id and name; text to every spreadsheet"),
            r => r.By == By.Teller ? CellValue.Of(Label(r.Line.Key.Teller, r.Line.Names.Teller))
                : CellValue.Nothing),
        new("teller_standing", ColumnKind.Text, new("柜员状态", "Teller standing"),
            new("known 已登记;unknown 未登记;unattributed 无人登录",
                "known; unknown: not in the registry; unattributed: nobody was signed on"),
            r => r.By == By.Teller ? Standing(r.Line.Standing) : CellValue.Nothing),
    ];

    public static IReadOnlyList<Column<FigureRow>> Stamp { get; } =
    [
        new("definition", ColumnKind.Text, new("口径", "Definition"),
            new("计算口径的编号", "Id of the definition the figures were made with"),
            r => CellValue.Of(r.Line.Definition.Id)),
        new("definition_hash", ColumnKind.Hash, new("口径摘要", "Definition hash"),
            new("口径文件的 SHA-256", "Digest of the definition's file"),
            r => CellValue.Of(r.Line.Definition.Stamp)),
    ];

    public static IReadOnlyList<Column<FigureRow>> More { get; } =
    [
        new("period_kind", ColumnKind.Text, new("期间类型", "Period kind"),
            new("日、周、月、季、年或区间", "day, week, month, quarter, year or range"),
            r => Kind(r.Days.Kind)),
        new("by", ColumnKind.Text, new("分组", "By"),
            new("每行代表什么", "What a line stands for"),
            r => CellValue.Of(ByText.Of(r.By))),
        new("counter", ColumnKind.Text, new("柜口编号", "Counter"),
            new("柜口编号;空为全部柜口", "Id of the counter; empty for all of them"),
            r => CellValue.Of((r.Line.Key.Counter ?? r.Scope.Counter)?.ToString())),
        new("counter_name", ColumnKind.Text, new("柜口", "Counter name"),
            new("登记册中的柜口名称", "Its name in the registry"), r => CellValue.Of(r.Line.Names.Counter)),
        new("hour", ColumnKind.Count, new("小时", "Hour"),
            new("网点时钟的小时,0 至 23", "Hour of the outlet's clock, 0 to 23"),
            r => CellValue.Of(r.Line.Key.Hour)),
        new("weekday", ColumnKind.Count, new("星期", "Weekday"),
            new("1 星期一 至 7 星期日", "1 Monday to 7 Sunday"), r => CellValue.Of(r.Line.Key.Weekday)),
        new("business_type", ColumnKind.Text, new("业务类型", "Business type"),
            new("只计该业务类型;空为全部", "Only services of this type; empty for all"),
            r => CellValue.Of(r.Scope.Type?.ToString())),
    ];

    /// <summary>Of a bank.</summary>
    public static IReadOnlyList<Column<FigureRow>> Units { get; } =
    [
        new("unit", ColumnKind.Text, new("机构编号", "Unit"),
            new("总行所用:机构编号;空为全行或本行数据", "At head office, id of the unit; empty for all"),
            r => CellValue.Of((r.Line.Key.Unit ?? r.Scope.Unit)?.ToString())),
        new("unit_name", ColumnKind.Text, new("机构", "Unit name"),
            new("机构名称", "Its name in the bank's file"), r => CellValue.Of(r.Line.Names.Unit)),
    ];

    /// <summary>Of one device's day.</summary>
    public static IReadOnlyList<Column<FigureRow>> Devices { get; } =
    [
        new("device", ColumnKind.Text, new("设备编号", "Device"),
            new("设备编号;按设备与日分组时", "Id of the device, by device and day"),
            r => CellValue.Of(r.Line.Key.Device?.ToString())),
    ];

    /// <summary>"0071 张三": text to every spreadsheet, leading zeros and all.</summary>
    public static string Label(TellerId? teller, string? name) => teller is null ? "(unattributed)"
        : name is null ? $"{teller} (unknown)"
        : $"{teller} {name}";

    private static CellValue Standing(string standing) => CellValue.Word(standing, standing switch
    {
        "known" => "已登记",
        "unknown" => "未登记",
        _ => "无人登录",
    });

    private static CellValue Kind(PeriodKind kind) => kind switch
    {
        PeriodKind.Day => CellValue.Word("day", "日"),
        PeriodKind.Week => CellValue.Word("week", "周"),
        PeriodKind.Month => CellValue.Word("month", "月"),
        PeriodKind.Quarter => CellValue.Word("quarter", "季"),
        PeriodKind.Year => CellValue.Word("year", "年"),
        _ => CellValue.Word("range", "区间"),
    };
}
