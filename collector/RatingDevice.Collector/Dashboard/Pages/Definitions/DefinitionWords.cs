using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages.Definitions;

/// <summary>Words of the page; the sentences themselves stand in the definition's file.</summary>
internal static class DefinitionWords
{
    public static readonly Words
        Lead = new(
            "数字的含义是有版本的数据。一个期间自始至终用其起始日有效的口径；也可指定另一口径重新计算。",
            "What figures mean is versioned data. A period keeps the definition in force on its first day; "
                + "it can be computed under another one on request."),
        ValidFrom = new("自 {0} 起有效", "in force from {0}"),
        Recompute = new("按此口径重新计算所选期间", "Compute the chosen period under this one"),
        Sentences = new("文件原文", "As the file has it"),
        Levels = new("评价档次", "Levels"),
        Code = new("代码", "Code"),
        Name = new("名称", "Name"),
        Weight = new("权重", "Weight"),
        Satisfied = new("计为满意", "Satisfied"),
        Yes = new("是", "yes"),
        No = new("否", "no"),
        Rules = new("规则", "Rules"),
        Window = new("评价时限，秒", "Time to answer, s"),
        Grace = new("改评时限，秒", "Time to change one's mind, s"),
        Least = new("最少样本", "Least n"),
        AnswerTarget = new("应答率目标，%", "Target of the answer rate, %"),
        RatingTarget = new("评价率目标，%", "Target of the rating rate, %"),
        SatisfactionTarget = new("满意率目标，%", "Target of satisfaction, %"),
        WaitLimit = new("等候上限，分钟", "Waiting limit, minutes"),
        WaitBands = new("等候分段，分钟", "Waiting bands, minutes"),
        NoTarget = new("未设", "none");

    private static readonly Dictionary<string, Words> Names = new()
    {
        ["answerRate"] = new("应答率", "Answer rate"), ["ratingRate"] = new("评价率", "Rating rate"),
        ["satisfactionRate"] = new("满意率", "Satisfaction rate"),
        ["satisfactionIndex"] = new("满意度", "Satisfaction index"), ["rounding"] = new("取整", "Rounding"),
        ["countedIn"] = new("计入时段", "Counted in"), ["interval"] = new("区间", "Interval"),
        ["ranks"] = new("名次", "Ranks"), ["nonResponse"] = new("未答者", "Non-response"),
        ["validity"] = new("有效期", "Validity"), ["waitingTime"] = new("等候时间", "Waiting time"),
    };

    private static readonly Dictionary<string, Words> Readings = new()
    {
        ["ranks"] = new("即：自最优者向下，区间与其相接为止并列；其后者另起一组。",
            "That is: from the best downwards, as long as the interval touches the best's; the first whose "
                + "does not leads the next group."),
    };

    /// <summary>How a sentence is read where it can be read otherwise; null for the others. The sentence
    /// itself stays: its file has a digest that statements carry.</summary>
    public static Words? Reading(string sentence) => Readings.GetValueOrDefault(sentence);

    /// <summary>The name of a sentence.</summary>
    public static Words Of(string sentence) => Names.GetValueOrDefault(sentence) ?? new(sentence, sentence);
}
