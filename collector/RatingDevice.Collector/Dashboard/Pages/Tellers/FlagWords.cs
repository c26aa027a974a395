using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Flags;

namespace RatingDevice.Collector.Dashboard.Pages.Tellers;

/// <summary>What flags are called: what was seen, never who is to blame.</summary>
internal static class FlagWords
{
    public static readonly Words
        Title = new("线索", "What stands out"),
        Says = new(
            "仅为线索，不是结论：须由人核查；所涉评价仍计入，剔除后的数字另列。",
            "Evidence, not a finding of fault: a person has to look. The ratings stay in; figures without "
                + "them stand beside."),
        Rule = new("规则", "Rule"),
        Numbers = new("数值", "Numbers"),
        Entries = new("所据记录", "Entries"),
        None = new("没有线索", "Nothing stands out");

    private static readonly Dictionary<string, Words> Rules = new()
    {
        [FlagRule.Stray] = new("无邀请按键", "press with no open invitation"),
        [FlagRule.Soon] = new("邀请后过快按键", "press sooner than anyone reads"),
        [FlagRule.SameKey] = new("同键连按超出偶然", "one key in a row beyond chance"),
        [FlagRule.AfterLast] = new("末位客户后集中按键", "burst after the last customer"),
        [FlagRule.AskedByWait] = new("等候越久邀请越少", "fewer asked the longer they waited"),
        [FlagRule.AskedByService] = new("办理越久邀请越少", "fewer asked the longer the service"),
        [FlagRule.InService] = new("设备处于维护模式", "device in service mode"),
        [FlagRule.TwoCounters] = new("同时在两个柜口签到", "signed on at two counters at once"),
        [FlagRule.Reopened] = new("上次结束后即再邀请", "asked again right after the last closed"),
    };

    public static Words Of(string rule) => Rules.GetValueOrDefault(rule) ?? new(rule, rule);
}
