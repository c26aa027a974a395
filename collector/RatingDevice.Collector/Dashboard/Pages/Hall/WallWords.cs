using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Hall;

/// <summary>Words of the wall.</summary>
internal static class WallWords
{
    public static readonly Words
        Open = new("挂墙显示", "Wall display"),
        Alert = new("有客户不满意，大堂经理请关注", "A customer was dissatisfied: lobby manager, please attend"),
        Received = new("最近收到", "Last received"),
        Nothing = new("启动以来未收到", "nothing since the start"),
        Devices = new("设备在线 {0} / {1}", "Devices online {0} / {1}"),
        NoTarget = new("未设目标", "no target set"),
        Waiting = new("中位等候", "Median wait"),
        WaitTarget = new("上限 {0} 分钟；九成不超过 {1}", "limit {0} min; 90 % within {1}"),
        Of = new("邀请 {0} 人", "of {0} asked");
}
