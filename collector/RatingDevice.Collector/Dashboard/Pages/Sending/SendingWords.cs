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
        ResendOf = new("自 {0} 起：{1} / {2}。", "From {0}: {1} of {2} statements."),
        ResendGoes = new("进行中，重启后继续。", "It goes on, over a restart too."),
        ResendDone = new("已完成", "Finished");
}
