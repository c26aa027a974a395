namespace RatingDevice.Collector.Figures;

/// <summary>Columns that say how much of what the devices wrote is held.</summary>
internal static class CoverColumns
{
    public static IReadOnlyList<Column<FigureRow>> All { get; } =
    [
        new("entries_expected", ColumnKind.Count, new("应有记录", "Entries expected"),
            new("相关设备写下的记录数;空为不知道",
                "Entries the devices behind the line wrote; empty where that is not known"),
            r => CellValue.Of(r.Line.Coverage?.Expected)),
        new("entries_held", ColumnKind.Count, new("已收记录", "Entries held"),
            new("已收到的记录数", "Entries held of them"), r => CellValue.Of(r.Line.Coverage?.Held)),
        new("entries_missing", ColumnKind.Count, new("缺失记录", "Entries missing"),
            new("设备写下而未收到的;空为无人询问设备",
                "Written and not held; empty where nobody listens to the devices"),
            r => CellValue.Of(r.Line.Coverage?.Missing)),
        new("coverage_percent", ColumnKind.Percent, new("覆盖率", "Coverage"),
            new("已收 / 应有", "entries held / expected"),
            r => CellValue.Hundredths(r.Line.Coverage?.Percent)),
        new("silent_days", ColumnKind.Count, new("无记录设备日", "Silent days"),
            new("网点营业而设备无记录的设备日数",
                "Days on which a device of the registry wrote nothing while its outlet was at work"),
            r => CellValue.Of(r.Line.Coverage?.SilentDays)),
    ];
}
