using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Hall;

/// <summary>Words of the hall's page.</summary>
internal static class HallWords
{
    public static readonly Words
        Title = new("服务评价实时看板", "Service ratings, live"),
        Day = new("营业日", "Business day"),
        InvitedNote = new("请客户评价的次数", "customers asked to rate"),
        RatedNote = new("每次邀请只计一次", "one an invitation"),
        AnswerRateNote = new("已评价 ÷ 已邀请", "rated ÷ invited"),
        IndexNote = new("各档权重的平均值，满分 100", "mean of the level weights, of 100"),
        Target = new("目标 {0}%", "target {0} %"),
        Levels = new("各档评价", "Ratings by level"),
        NoRatings = new("今天还没有评价", "No ratings yet today"),
        Devices = new("设备", "Devices"),
        Last = new("最近评价", "Last ratings"),
        Changed = new("改评", "changed"),
        AsOf = new("数据时间", "Data as of"),
        Ago = new("前", "ago"),
        Live = new("实时更新中", "Live"),
        Broken = new("连接中断，正在重连", "Connection lost, trying again"),
        Connecting = new("正在连接", "Connecting"),
        NoScript = new("未启用脚本：页面每 30 秒自动刷新", "No script: the page reloads every 30 seconds"),
        NoOutlets = new("名册里没有网点", "The registry has no outlet"),
        Notices = new("需要关注", "Needs a look"),
        Alert = new("有客户不满意，请到柜口看看", "A dissatisfied customer: go to the counter"),
        AlertNote = new("15 分钟后自动消失", "goes by itself after 15 minutes");

    /// <summary>Notices by code; {0} is the count.</summary>
    private static readonly Dictionary<string, Words> NoticeLines = new()
    {
        ["broker-away"] = new("消息服务中断，设备会先把评价存在本机",
            "The broker is away; devices keep their ratings until it is back"),
        ["device-away"] = new("{0} 台设备断线或无响应", "Devices lost or silent: {0}"),
        ["device-fault"] = new("{0} 台设备报告故障", "Devices with a fault: {0}"),
        ["missing"] = new("{0} 条记录还在设备上，尚未收到", "Entries still on devices, not received yet: {0}"),
        ["wrong-outlet"] = new("{0} 台设备登记的网点与设备设置不符",
            "Devices set to another outlet than registered: {0}"),
        ["registry-bad"] = new("名册文件有 {0} 处错误，沿用上一份正确的名册",
            "Errors in the registry file: {0}; the last good one stays in force"),
        ["unknown-teller"] = new("{0} 名柜员不在名册中，按编号统计",
            "Tellers not in the registry, counted by id: {0}"),
        ["teller-twice"] = new("{0} 名柜员同时在两个柜口签到", "Tellers signed on at two counters: {0}"),
        ["in-service"] = new("{0} 台设备处于维护模式，暂不接受评价",
            "Devices in service mode, where nobody can rate: {0}"),
        ["tellers-not-told"] = new("柜员的卡和密码未能发给设备（{0}）",
            "Cards and PINs could not be told to devices: {0}"),
        ["never-heard"] = new("{0} 台登记设备还没有联系过", "Registered devices never heard: {0}"),
        ["refused"] = new("启动以来拒收 {0} 条报文", "Payloads refused since start: {0}"),
        ["ingest-behind"] = new("启动以来有 {0} 条报文需设备重发",
            "Messages that devices must send again, since start: {0}"),
        ["broker-dropped"] = new("启动以来有 {0} 条报文因接收方太慢而未转发",
            "Messages not passed on because their receiver was behind, since start: {0}"),
        ["broker-refused"] = new("启动以来有 {0} 个连接因超过限度被拒绝或断开",
            "Connections refused or ended at a limit, since start: {0}"),
        ["export-failed"] = new("有 {0} 个定时导出未成功,将重试",
            "Scheduled exports that failed and are tried again: {0}"),
        ["uplink-away"] = new("上级行接收不到报表，{0} 份留在本机，将重试",
            "The level above is not reached; statements kept and sent again: {0}"),
        ["uplink-behind"] = new("{0} 份报表已等待一天以上，尚无上级行回执",
            "Statements without a receipt of the level above for over a day: {0}"),
        ["uplink-refused"] = new("{0} 个网点的报表未被上级行接收",
            "Outlets whose statements the level above does not take: {0}"),
        ["settling-behind"] = new("{0} 个营业日的办理、等候和标记数据仍在结算",
            "Days whose served, waiting and flag figures are still being made: {0}"),
    };

    public static Words Notice(string code) =>
        NoticeLines.GetValueOrDefault(code) ?? new(code + " {0}", code + " {0}");
}
