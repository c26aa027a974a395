namespace RatingDevice.Collector.Served.Csv;

/// <summary>Names of the columns, as machines and people write them.</summary>
internal static class ServedColumns
{
    private static readonly (string Field, string[] Names)[] Known =
    [
        ("ticket", ["ticket", "ticket_no", "票号", "排队号", "号码", "流水号"]),
        ("outlet", ["outlet", "branch", "网点", "网点号", "机构号"]),
        ("counter", ["counter", "window", "柜口", "柜口号", "窗口", "窗口号", "柜台"]),
        ("teller", ["teller", "teller_id", "柜员", "柜员号", "工号"]),
        ("type", ["type", "business_type", "业务类型", "业务", "业务种类"]),
        ("issued", ["issued", "ticket_time", "取号时间", "取票时间"]),
        ("called", ["called", "call_time", "叫号时间", "开始时间"]),
        ("finished", ["finished", "end_time", "结束时间", "办结时间", "完成时间"]),
        ("void", ["void", "void_reason", "作废", "作废原因", "弃号原因"]),
    ];

    /// <summary>Every name that is known, for people.</summary>
    public static string Names => string.Join("; ", Known.Select(k => string.Join(" or ", k.Names)));

    /// <summary>The field of a column; null for one that has none.</summary>
    public static string? Field(string name)
    {
        var plain = Plain(name);
        return Known.FirstOrDefault(k => k.Names.Contains(plain, StringComparer.Ordinal)).Field;
    }

    /// <summary>As names are compared: no blanks at the ends, small, underlines.</summary>
    public static string Plain(string name) =>
        name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
