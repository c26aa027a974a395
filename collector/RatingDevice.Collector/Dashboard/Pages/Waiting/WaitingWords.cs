using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Waiting;

/// <summary>Words of the page.</summary>
internal static class WaitingWords
{
    public static readonly Words
        NoFeed = new(
            "无来源：所选期间没有叫号机或业务系统的办理记录，等候时间无从得知。可用 POST /api/v1/services、MQTT 或 CSV 送入。",
            "No feed: neither queue machine nor core system told of customers in this period, so waiting is "
                + "not known. Rows come in by POST /api/v1/services, MQTT or CSV."),
        Served = new("办理客户", "Served"),
        Known = new("已知等候", "Waiting known"),
        Mean = new("平均等候", "Mean"),
        Median = new("中位等候", "Median"),
        Percentile90 = new("九成不超过", "90 % within"),
        Over = new("{0} 分钟及以上，%", "{0} minutes and more, %"),
        OverLimit = new("超限，%", "Over the limit, %"),
        MeanService = new("平均办理", "Mean service"),
        Work = new("办理时长合计", "Service time in all"),
        Unusable = new("不可用的时刻", "Unusable times"),
        Bands = new("等候分段与邀请", "Bands of waiting, and who was asked to rate"),
        Band = new("分钟", "Minutes"),
        Count = new("客户", "Customers"),
        Share = new("占比，%", "Share, %"),
        Asked = new("被邀请评价，%", "Asked to rate, %"),
        BandsSay = new(
            "柱为各等候分段的客户占比，线为其中被邀请评价的占比；后者随等候下降时，评价不能代表全部客户。",
            "Bars: customers by waiting time. Line: how many of them were asked to rate; where it falls with "
                + "waiting, the ratings do not speak for all."),
        Lines = new("明细", "In detail"),
        Hours = new("各时段中位等候", "Median waiting by hour"),
        Tellers = new("柜员工作量", "Work by teller"),
        Work24 = new("柜员每小时工作量", "Work of each teller by hour"),
        Work24Says = new("客户数 / 办理分钟数，为期间内各日该小时的合计。",
            "Customers / minutes of service in that hour, all days of the period together."),
        ChooseOutlet = new("请选择一个网点。", "Choose an outlet."),
        Times = new("时间为 分:秒，向下取整。", "Times are minutes:seconds, rounded down.");
}
