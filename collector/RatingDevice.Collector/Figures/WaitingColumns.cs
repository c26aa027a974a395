using System.Globalization;

namespace RatingDevice.Collector.Figures;

/// <summary>A line of waiting and work where it stands.</summary>
internal sealed record WaitingRow(WaitingSheet Sheet, WaitingLine Line);

/// <summary>
/// The columns of waiting and work: CSV, XLSX, JSON and the data dictionary show these. Times in whole
/// seconds, down; empty where none is known.
/// </summary>
internal static class WaitingColumns
{
    public const int Schema = 1;

    private static readonly IReadOnlyList<Column<WaitingRow>> Who =
    [
        Count("schema", "版本", "Schema", "列定义的版本号", "Version of these columns", _ => Schema),
        new("from", ColumnKind.Day, new("起始日", "From"),
            new("首个营业日(含)", "First business day, included"),
            r => CellValue.Of(r.Line.Key.First ?? r.Sheet.Query.Period.From)),
        Text("outlet", "网点编号", "Outlet", "网点编号;空为全部", "Id of the outlet; empty for all",
            r => (r.Line.Key.Outlet ?? r.Sheet.Query.Scope.Outlet)?.ToString()),
        Text("outlet_name", "网点", "Outlet name", "登记册中的名称", "Its name", r => r.Line.Names.Outlet),
        Text("counter", "柜口编号", "Counter", "柜口编号", "Id of the counter",
            r => (r.Line.Key.Counter ?? r.Sheet.Query.Scope.Counter)?.ToString()),
        Text("teller", "柜员号", "Teller", "柜员编号,前导零保留", "Id of the teller, zeros kept",
            r => (r.Line.Key.Teller ?? r.Sheet.Query.Scope.Teller)?.ToString()),
        Text("teller_name", "柜员", "Teller name", "登记册中的姓名", "Name", r => r.Line.Names.Teller),
        Count("hour", "小时", "Hour", "网点时钟的小时", "Hour of the outlet's clock", r => r.Line.Key.Hour),
        Count("weekday", "星期", "Weekday", "1 星期一 至 7 星期日", "1 Monday to 7 Sunday",
            r => r.Line.Key.Weekday),
    ];

    private static readonly IReadOnlyList<Column<WaitingRow>> What =
    [
        Count("served", "办理笔数", "Served", "办理客户数", "Customers served", r => r.Line.Served),
        Count("waited", "已知等候数", "Waiting known", "已知等候时间的客户数",
            "Customers whose waiting time is known", r => r.Line.Waited),
        Time("wait_mean_seconds", "平均等候", "Mean wait", "平均等候,秒", "Mean wait, s", r => r.Line.Mean),
        Time("wait_median_seconds", "中位等候", "Median wait", "半数不超过,向下取至 10 秒",
            "Half waited no longer, down to 10 s", r => r.Line.Median),
        Time("wait_p90_seconds", "九成等候", "90 % within", "九成不超过,向下取至 10 秒",
            "Nine of ten waited no longer, down to 10 s", r => r.Line.Percentile90),
        Count("limit_minutes", "上限(分)", "Limit, minutes", "口径规定的等候上限", "The definition's limit",
            r => r.Line.Definition.Waiting.LimitMinutes),
        Count("over_limit", "超限数", "Over the limit", "等候达到或超过上限的客户数",
            "Customers who waited for the limit or longer", r => r.Line.OverLimit.Part),
        .. Share("over_limit", "超限", "Over the limit", r => r.Line.OverLimit),
        Count("service_known", "已知办理时长数", "Service known", "已知办理时长的客户数",
            "Customers whose service time is known", r => r.Line.Worked),
        Time("service_total_seconds", "办理时长合计", "Service in all", "办理时长合计,秒",
            "Service time in all, s", r => r.Line.WorkedSeconds),
        Time("service_mean_seconds", "平均办理时长", "Mean service", "平均办理时长,秒", "Mean service, s",
            r => r.Line.MeanService),
        Count("unusable_times", "不可用的时刻", "Unusable times", "先后颠倒或超过一天的时刻数",
            "Times whose end lies before the beginning, or over a day later", r => r.Line.Unusable),
        Text("definition", "口径", "Definition", "口径编号", "Id of the definition",
            r => r.Line.Definition.Id),
        new("definition_hash", ColumnKind.Hash, new("口径摘要", "Definition hash"),
            new("口径文件的 SHA-256", "Digest of the definition's file"),
            r => CellValue.Of(r.Line.Definition.Stamp)),
    ];

    /// <summary>The columns of a sheet: those of its definitions' bands at the end.</summary>
    public static IReadOnlyList<Column<WaitingRow>> Of(WaitingSheet sheet) =>
    [
        .. Who, .. What,
        .. sheet.Lines.Append(sheet.Total).SelectMany(l => l.Bands)
            .Select(b => (From: b.FromMinutes, To: b.ToMinutes)).Distinct()
            .OrderBy(b => b.From).ThenBy(b => b.To ?? int.MaxValue).SelectMany(Band),
    ];

    private static IEnumerable<Column<WaitingRow>> Band((int From, int? To) band)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"wait_{band.From}_{(band.To is { } to ? $"{to}" : "up")}");
        var (zh, en) = band.To is { } end ? ($"等候 {band.From} 至 {end} 分", $"Wait {band.From} to {end} min")
            : ($"等候 {band.From} 分以上", $"Wait from {band.From} min");
        WaitingBand? Of(WaitingRow row) =>
            row.Line.Bands.FirstOrDefault(b => (b.FromMinutes, b.ToMinutes) == band);
        return
        [
            Count(name, zh, en, "该段客户数", "Customers of the band", r => Of(r)?.Waited.Part),
            .. Share(name, zh, en, r => Of(r)?.Waited),
            Count($"{name}_asked", $"{zh},受邀", $"{en}, asked", "该段中被邀请评价的", "Asked to rate of them",
                r => Of(r)?.Asked.Part),
            Count($"{name}_askable", $"{zh},可邀", $"{en}, askable", "该段中设备正常的",
                "Served by a working device of them", r => Of(r)?.Asked.Whole),
            .. Share($"{name}_asked", $"{zh},受邀", $"{en}, asked", r => Of(r)?.Asked),
        ];
    }

    private static IEnumerable<Column<WaitingRow>> Share(
        string name, string zh, string en, Func<WaitingRow, Proportion?> of)
    {
        yield return Percent($"{name}_percent", $"{zh}占比", $"{en}, %", "占比", "Share", p => p.Percent);
        yield return Percent($"{name}_low_percent", $"{zh}下限", $"{en}, low", "95 % 威尔逊区间下限",
            "Lower end of the 95 % Wilson interval", p => p.Low);
        yield return Percent($"{name}_high_percent", $"{zh}上限", $"{en}, high", "95 % 威尔逊区间上限",
            "Upper end of the 95 % Wilson interval", p => p.High);

        Column<WaitingRow> Percent(string column, string headZh, string headEn, string meansZh,
            string meansEn, Func<Proportion, decimal?> value) =>
            new(column, ColumnKind.Percent, new(headZh, headEn), new(meansZh, meansEn),
                r => of(r) is { } share ? CellValue.Hundredths(value(share)) : CellValue.Nothing);
    }

    private static Column<WaitingRow> Text(
        string name, string zh, string en, string meansZh, string meansEn, Func<WaitingRow, string?> value) =>
        new(name, ColumnKind.Text, new(zh, en), new(meansZh, meansEn), r => CellValue.Of(value(r)));

    private static Column<WaitingRow> Count(
        string name, string zh, string en, string meansZh, string meansEn, Func<WaitingRow, long?> value) =>
        new(name, ColumnKind.Count, new(zh, en), new(meansZh, meansEn), r => CellValue.Of(value(r)));

    private static Column<WaitingRow> Time(
        string name, string zh, string en, string meansZh, string meansEn, Func<WaitingRow, long?> value) =>
        new(name, ColumnKind.Seconds, new(zh, en), new(meansZh, meansEn), r => CellValue.Of(value(r)));
}
