using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Audit;

/// <summary>What an audit may find beside faults of a segment. A closed list: it is read by people of both
/// languages.</summary>
internal static class AuditFaults
{
    public static readonly Words
        NothingCame = new("未收到其任何记录", "no line of it came"),
        OtherKey = new("其密钥与报表所载不同", "its key is not the one the statement names"),
        Missing = new("记录缺失", "lines are missing"),
        NoFirst = new("所载范围之首条未收到", "the range's first line did not come"),
        NoLast = new("所载范围之末条未收到", "the range's last line did not come"),
        NoneBetween = new("各日之间的记录未收到", "the lines between the days did not come"),
        OtherDigest = new(
            "该记录之摘要与报表所载不同", "the line has another digest than the statement says"),
        NotSigned = new("签名所及之记录未收到", "the signed line did not come"),
        OtherSignature = new(
            "设备签名与报表所载不同", "the device's signature is not the one the statement carries"),
        OutsideRange = new(
            "该记录属于当日，而在报表所载范围之外",
            "the line is of this day, and outside the range the statement names"),
        FeedNotStated = new(
            "收到叫号数据，而报表称当日无叫号数据",
            "rows of a served feed came; the statement says no feed told of the day");

    public static Words Unread(string why) => new($"答复无法读取：{why}", $"the answer cannot be read: {why}");

    public static Words Unchecked(string why) =>
        new($"答复无法核对：{why}", $"the answer cannot be checked: {why}");

    public static Words NeverCame(long n, double hours) => new(
        $"所据之第 {n} 号报表在 {hours} 小时内未到",
        $"it answers about statement {n}, which has not come in {hours} hours");

    public static Words ChainNeverCame(long n, double days) => new(
        $"答复时该网点报表已至第 {n} 号，而 {days} 天内未到齐，故无法核对",
        $"its statements went to {n} when it answered; they have not come in {days} days, so it cannot be "
            + "checked");

    public static Words OtherQuestion(AuditAsk ask, AnswerHead head) => new(
        $"答复的是 {head.Id} 与第 {head.N} 号报表；{ask.Id} 所问为第 {ask.N} 号、{ask.Day:yyyy-MM-dd}，"
            + "或其后版次",
        $"it answers {head.Id} about statement {head.N}; {ask.Id} asked about {ask.N}, "
            + $"{ask.Day:yyyy-MM-dd}, or a later edition");

    public static Words NoDevice(DeviceId device) =>
        new($"报表没有设备 {device}", $"the statement has no device {device}");

    public static Words OfDevice(DeviceId device) => new($"其属设备 {device}", $"it is of device {device}");

    public static Words NotOfOutlet(OutletId outlet) => new(
        $"据称该记录属网点 {outlet}，而其当日报表没有",
        $"the line is told to be of outlet {outlet}, whose statement of the day does not have it");

    public static Words NotStated(OutletId outlet, DateOnly day) => new(
        $"该记录属网点 {outlet} {day:yyyy-MM-dd}，而其报表没有",
        $"the line is of outlet {outlet}, {day:yyyy-MM-dd}, whose statement does not have it");

    public static Words Ahead(OutletId outlet, DateOnly day) => new(
        $"该记录所载日期为 {day:yyyy-MM-dd}（网点 {outlet}），远在将来，不会计入任何报表；请核对设备时钟",
        $"the line is dated {day:yyyy-MM-dd} (outlet {outlet}), far ahead, so no statement counts it; look "
            + "at the device's clock");

    public static Words OtherRules(string zone, int cutOver, StatementHead head) => new(
        $"按 {zone}、{cutOver} 时切日归日；报表为 {head.Zone}、{head.CutOver} 时",
        $"placed by {zone}, {cutOver} h; the statement says {head.Zone}, {head.CutOver} h");

    public static Words NotTheFiles(OtherRules other) => new(
        $"报表按 {other.Zone}、{other.CutOver} 时切日归日；全行文件为 {other.Known.Zone.Id}、"
            + $"{other.Known.CutOverHour} 时",
        $"the statement was cut by {other.Zone}, {other.CutOver} h; the bank's file says "
            + $"{other.Known.Zone.Id}, {other.Known.CutOverHour} h");

    public static Words NoZone(string zone) =>
        new($"此处没有时区“{zone}”", $"'{zone}' is not a time zone here");

    public static Words NoDefinition(StatementHead head) => new(
        $"此处没有指标定义 {head.Definition}（摘要 {head.DefinitionHash}），故仅能重算由记录直接计数之项；"
            + "请将其文件放入定义文件夹后再行稽核",
        $"definition {head.Definition}, digest {head.DefinitionHash}, is not known here, so only what "
            + "entries count could be made again; put its file into the folder of definitions and ask again");

    public static Words OtherCount(AuditCount c) => new(
        $"柜员 {c.Teller?.ToString() ?? "-"}，{c.Measure}：报表为 {c.Said}，据记录为 {c.Lines}",
        $"teller {c.Teller?.ToString() ?? "-"}, {c.Measure}: the statement says {c.Said}, the lines give "
            + $"{c.Lines}");

    public static Words NoFeed(long rows) => new(
        $"未收到叫号数据；报表称有 {rows} 行", $"no row of the served feed came; the statement says {rows}");

    public static Words Row(int number, string why) =>
        new($"叫号数据第 {number} 行：{why}", $"row {number} of the served feed: {why}");

    public static Words OtherRows(int came, long said) => new(
        $"收到叫号数据 {came} 行，并非报表摘要所指之 {said} 行",
        $"{came} rows of the served feed came; they are not the {said} whose digest the statement says");
}
