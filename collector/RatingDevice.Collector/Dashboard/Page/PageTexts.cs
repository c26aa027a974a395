namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>The live page in Chinese and in English.</summary>
internal static class PageTexts
{
    public static PageText Zh { get; } = new()
    {
        Language = "zh-CN", Other = "en", OtherName = "English",
        Title = "服务评价实时看板", Skip = "跳到主要内容", Day = "营业日",
        Invited = "已邀请", InvitedNote = "请客户评价的次数",
        Rated = "已评价", RatedNote = "每次邀请只计一次",
        AnswerRate = "应答率", AnswerRateNote = "已评价 ÷ 已邀请",
        Satisfaction = "满意率", SatisfactionNote = "满意档次 ÷ 已评价",
        Index = "满意度", IndexNote = "各档权重的平均值，满分 100",
        Levels = "各档评价", NoRatings = "今天还没有评价",
        Devices = "设备", Counter = "柜口", State = "状态", Teller = "柜员", Missing = "未到",
        LastHeard = "最近联系", NoDevices = "名册里没有设备",
        Last = "最近评价", Time = "时间", Changed = "改评",
        AsOf = "数据时间", Ago = "前", Live = "实时更新中", Broken = "连接中断，正在重连",
        Connecting = "正在连接", NoScript = "未启用脚本：页面每 30 秒自动刷新",
        NoOutlets = "名册里没有网点", Notices = "需要关注",
        Foot = "只显示网点合计，不公布柜员排名；不保存任何客户资料。",
        States = new Dictionary<string, string>
        {
            ["never-heard"] = "未联系过", ["connected"] = "在线", ["silent"] = "无响应", ["lost"] = "断线",
            ["stopped"] = "已停机",
        },
        NoticeLines = new Dictionary<string, string>
        {
            ["broker-away"] = "消息服务中断，设备会先把评价存在本机",
            ["device-away"] = "{0} 台设备断线或无响应",
            ["device-fault"] = "{0} 台设备报告故障",
            ["missing"] = "{0} 条记录还在设备上，尚未收到",
            ["wrong-outlet"] = "{0} 台设备登记的网点与设备设置不符",
            ["registry-bad"] = "名册文件有 {0} 处错误，沿用上一份正确的名册",
            ["unknown-teller"] = "{0} 名柜员不在名册中，按编号统计",
            ["never-heard"] = "{0} 台登记设备还没有联系过",
            ["refused"] = "启动以来拒收 {0} 条报文",
            ["ingest-behind"] = "启动以来有 {0} 条报文需设备重发",
            ["settling-behind"] = "{0} 个营业日的办理、等候和标记数据仍在结算",
        },
        Faults = new Dictionary<string, string>
        {
            ["journal-write"] = "无法写入", ["journal-full"] = "存储已满", ["journal-damaged"] = "记录损坏",
            ["panel-lost"] = "面板断开", ["panel-dropped"] = "面板丢失按键", ["ack-mismatch"] = "回执不符",
            ["batch-refused"] = "数据被拒收", ["overflow"] = "队列溢出", ["key-stuck"] = "按键卡住",
            ["output-lost"] = "显示或声音故障",
        },
    };

    public static PageText En { get; } = new()
    {
        Language = "en", Other = "zh-CN", OtherName = "中文",
        Title = "Service ratings, live", Skip = "Skip to main content", Day = "Business day",
        Invited = "Invited", InvitedNote = "customers asked to rate",
        Rated = "Rated", RatedNote = "one an invitation",
        AnswerRate = "Answer rate", AnswerRateNote = "rated ÷ invited",
        Satisfaction = "Satisfaction rate", SatisfactionNote = "satisfied levels ÷ rated",
        Index = "Satisfaction index", IndexNote = "mean of the level weights, of 100",
        Levels = "Ratings by level",
        NoRatings = "No ratings yet today",
        Devices = "Devices", Counter = "Counter", State = "State", Teller = "Teller", Missing = "Missing",
        LastHeard = "Last heard", NoDevices = "The registry has no device",
        Last = "Last ratings", Time = "Time", Changed = "changed",
        AsOf = "Data as of", Ago = "ago", Live = "Live", Broken = "Connection lost, trying again",
        Connecting = "Connecting", NoScript = "No script: the page reloads every 30 seconds",
        NoOutlets = "The registry has no outlet", Notices = "Needs a look",
        Foot = "Outlet totals only, no ranking of tellers; no customer data is kept.",
        States = new Dictionary<string, string>
        {
            ["never-heard"] = "never heard", ["connected"] = "online", ["silent"] = "silent",
                ["lost"] = "lost",
            ["stopped"] = "stopped",
        },
        NoticeLines = new Dictionary<string, string>
        {
            ["broker-away"] = "The broker is away; devices keep their ratings until it is back",
            ["device-away"] = "Devices lost or silent: {0}",
            ["device-fault"] = "Devices with a fault: {0}",
            ["missing"] = "Entries still on devices, not received yet: {0}",
            ["wrong-outlet"] = "Devices set to another outlet than registered: {0}",
            ["registry-bad"] = "Errors in the registry file: {0}; the last good one stays in force",
            ["unknown-teller"] = "Tellers not in the registry, counted by id: {0}",
            ["never-heard"] = "Registered devices never heard: {0}",
            ["refused"] = "Payloads refused since start: {0}",
            ["ingest-behind"] = "Messages that devices must send again, since start: {0}",
            ["settling-behind"] = "Days whose served, waiting and flag figures are still being made: {0}",
        },
        Faults = new Dictionary<string, string>
        {
            ["journal-write"] = "cannot write", ["journal-full"] = "storage full",
            ["journal-damaged"] = "journal damaged", ["panel-lost"] = "panel gone",
            ["panel-dropped"] = "panel lost keys", ["ack-mismatch"] = "wrong receipt",
            ["batch-refused"] = "data refused", ["overflow"] = "queue overflow",
            ["key-stuck"] = "key stuck", ["output-lost"] = "display or sound broken",
        },
    };

    public static PageText Of(string? language) =>
        language is not null && language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Zh;
}
