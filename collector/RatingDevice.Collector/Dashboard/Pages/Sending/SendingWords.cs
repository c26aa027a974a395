using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Sending;

/// <summary>Words of the page.</summary>
internal static class SendingWords
{
    public static readonly Words
        Lead = new(
            "每份封存报表都要有上级签名的回执才算送达；没有回执的一直重发，断网数日后自行续传。",
            "A statement is delivered once the level above has given a signed receipt for it; without one "
                + "it is sent again, for days if need be."),
        Off = new("未设置上级：报表只保存在本处。", "No level above is set: statements are kept here."),
        Progress = new("送达进度", "Progress"),
        Delivered = new("已有回执 {0} / {1}", "{0} of {1} statements have a receipt"),
        To = new("送往", "To"),
        Unit = new("本机构", "This unit"),
        Backlog = new("无回执", "Without a receipt"),
        Oldest = new("其中最早者保存于", "The oldest of them kept at"),
        Last = new("最近回执", "Last receipt"),
        Failing = new("联系不上上级，自", "The level above is not reached since"),
        Why = new("原因", "Why"),
        Reached = new("上级可达", "The level above is reached"),
        Yes = new("是", "yes"),
        No = new("否", "no");

    public static readonly Words
        Waiting = new("等待回执的网点", "Outlets that wait for a receipt"),
        Statements = new("报表数", "Statements"),
        FirstPeriod = new("最早期间", "First period"),
        Since = new("自", "Since"),
        None = new("没有", "None"),
        HeldUp = new("被拒收的网点", "Outlets whose statements are not taken"),
        Number = new("编号", "n"),
        Reason = new("原因代码", "Reason"),
        Detail = new("上级所述", "What the level above said"),
        Todo = new("如何处理", "What to do"),
        Again = new("下次重发", "Sent again"),
        Somebody = new("待人工处理", "when somebody has looked"),
        Resend = new("重发", "Sending again"),
        ResendOf = new("自 {0} 起：{1} / {2}", "From {0}: {1} of {2} statements"),
        ResendGoes = new("进行中，重启后继续。", "It goes on, over a restart too."),
        ResendDone = new("已完成", "Finished");

    /// <summary>What to do about a refusal by its code.</summary>
    public static Words Advice(string reason) => reason switch
    {
        "malformed" => new("先将上级升级到本端版本，再重发。",
            "Bring the level above to this program's version, then send again."),
        "unknown-outlet" => new("在上级机构树中加入该网点；每小时自动重试。",
            "Add the outlet to the bank's tree; it is tried each hour."),
        "not-yours" => new("更正该网点在机构树中的位置或凭据；每小时自动重试。",
            "Mend the outlet's place in the tree, or the credential; it is tried each hour."),
        "unknown-key" => new("电话核对采集端指纹与机构树所载；每小时自动重试。",
            "Compare the collector's fingerprint with the tree's by telephone; it is tried each hour."),
        "wrong-signature" => new("查明途中何处改动了字节；每小时自动重试。",
            "Look who alters bytes on the way; it is tried each hour."),
        "future" => new("校准有误的时钟；每小时自动重试。", "Mend the clock that is wrong; it is tried each hour."),
        "wrong-receipt" => new("电话核对 uplink:key 与上级指纹。",
            "Compare uplink:key with the fingerprint of the level above by telephone."),
        "gap" => new("先发上级缺少的报表。", "The statements that are not held are sent first."),
        _ => new("用 verify 核对两端的链；处理之前该网点不再上报。",
            "Look at both chains with 'verify'; nothing more of this outlet is sent until somebody has."),
    };
}
