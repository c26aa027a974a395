using System.Text.Json;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Export;

/// <summary>
/// The columns of the long form: every counted rating once, one row a rating. A customer who changed the mind
/// has one row, with changed 1 and the level before. (journal, n) is the key of a row for ever. Replaced
/// presses are rows, with counted 0, only where they were asked for.
/// </summary>
internal static class RatingColumns
{
    /// <summary>Version of the columns; 1 had no flags.</summary>
    public const int Schema = 2;

    public static IReadOnlyList<Column<RatingRow>> All { get; } =
    [
        Number("schema", "版本", "Schema", "列定义的版本号", "Version of these columns", _ => Schema),
        Text("kind", "种类", "Kind", "总是 rated", "Always rated", _ => "rated"),
        Text("journal", "日志", "Journal", "设备日志编号,与序号一起为永久主键",
            "The device's journal; with n the key for ever", r => r.Event.Journal.ToString()),
        Number("n", "序号", "n", "日志中的序号", "Number of the entry in its journal", r => r.Event.N),
        Number("counted", "计入", "Counted", "0:被后一次按键取代", "0: a later press replaced it",
            r => r.Counted ? 1 : 0),
        new("business_day", ColumnKind.Day, new("营业日", "Business day"),
            new("邀请所在营业日", "Business day of the invitation"), r => CellValue.Of(r.Event.Slot.Day)),
        Number("business_hour", "小时", "Hour", "网点时钟的小时", "Hour of the outlet's clock",
            r => r.Event.Slot.Hour),
        new("at_utc", ColumnKind.Instant, new("时间(UTC)", "At, UTC"),
            new("按键时刻,UTC", "Moment of the press, UTC"), r => CellValue.Instant(r.Event.At)),
        new("at_local", ColumnKind.Clock, new("网点时间", "At, local"),
            new("按键时网点时钟", "The outlet's clock at the press"), r => CellValue.Clock(r.Local)),
        Text("zone", "时区", "Zone", "网点时区", "The outlet's time zone", r => r.Zone),
        Text("placed_by", "时间依据", "Placed by", "clock 设备时钟;arrival 到达时间;neighbours 估计",
            "clock: the device's; arrival: the collector's; neighbours: estimated",
            r => Kebab(r.Event.By.ToString())),
        Text("outlet", "网点编号", "Outlet", "网点编号", "Id of the outlet", r => r.Event.Post.Outlet.ToString()),
        Text("counter", "柜口编号", "Counter", "柜口编号", "Id of the counter",
            r => r.Event.Post.Counter.ToString()),
        Text("device", "设备编号", "Device", "设备编号", "Id of the device", r => r.Event.Post.Device.ToString()),
        Text("teller", "柜员号", "Teller", "柜员编号,前导零保留;空为无人登录",
            "Id of the teller, zeros kept; empty for nobody signed on", r => r.Event.Teller?.ToString()),
        Text("teller_name", "柜员", "Teller name", "登记册中的姓名", "Name in the registry", r => r.TellerName),
        Text("teller_label", "柜员号与姓名", "Teller label", "柜员号加姓名", "Id and name",
            r => WhatColumns.Label(r.Event.Teller, r.TellerName)),
        Text("service", "业务号", "Service", "叫号或系统编号", "The queue ticket or the system's id",
            r => r.Event.Service?.ToString()),
        Text("trigger", "邀请方式", "Trigger", "由谁发起邀请", "Who asked",
            r => r.Event.Trigger is { } trigger ? Kebab(trigger.ToString()) : null),
        Number("invited_n", "邀请序号", "Invited n", "对应邀请的序号", "Number of the invitation",
            r => r.Event.Invited),
        Number("after_ms", "用时(毫秒)", "After, ms", "从邀请到按键的毫秒", "From invitation to press, ms",
            r => r.Event.AfterMs),
        Text("level", "等级代码", "Level", "等级代码", "Code of the level", r => r.Level.ToString()),
        Text("level_zh", "等级", "Level, Chinese", "等级中文名", "Its Chinese label", r => r.Meaning?.Zh),
        Text("level_en", "等级(英文)", "Level, English", "等级英文名", "Its English label", r => r.Meaning?.En),
        new("weight", ColumnKind.Index, new("权重", "Weight"),
            new("在满意度中的权重", "Worth in the satisfaction index"),
            r => CellValue.Plain(r.Meaning?.Weight)),
        Number("satisfied", "满意", "Satisfied", "1:计为满意;空:口径外等级",
            "1: counts as satisfied; empty: a level outside the definition",
            r => r.Meaning is { } meaning ? meaning.Satisfied ? 1 : 0 : null),
        Number("changed", "改过", "Changed", "1:客户改过主意", "1: the customer changed the mind",
            r => r.Event.Replaces is null ? 0 : 1),
        Text("was_level", "原等级", "Was level", "改之前的等级", "The level before", r => r.Event.Was?.ToString()),
        Number("replaces", "取代序号", "Replaces", "被取代的按键序号", "Number of the press it replaces",
            r => r.Event.Replaces),
        Text("definition", "口径", "Definition", "口径编号", "Id of the definition", r => r.Definition.Id),
        new("definition_hash", ColumnKind.Hash, new("口径摘要", "Definition hash"),
            new("口径文件的 SHA-256", "Digest of the definition's file"),
            r => CellValue.Of(r.Definition.Stamp)),
        Text("flags", "线索", "Flags", "标记该评价的规则,以空格分隔;仅为线索,评价仍计入",
            "Rules that flagged it, a blank between; evidence only, the rating counts", r => r.Flags),
    ];

    private static Column<RatingRow> Text(
        string name, string zh, string en, string meansZh, string meansEn, Func<RatingRow, string?> value) =>
        new(name, ColumnKind.Text, new(zh, en), new(meansZh, meansEn), r => CellValue.Of(value(r)));

    private static Column<RatingRow> Number(
        string name, string zh, string en, string meansZh, string meansEn, Func<RatingRow, long?> value) =>
        new(name, ColumnKind.Count, new(zh, en), new(meansZh, meansEn), r => CellValue.Of(value(r)));

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
