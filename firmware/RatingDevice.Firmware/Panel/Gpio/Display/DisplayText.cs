using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>A view in two lines: who serves, and what is said. Pure; the same for every key.</summary>
/// <param name="Teller">Number and stars; empty while nobody is signed on.</param>
/// <param name="State">What the customer shall know.</param>
internal readonly record struct DisplayText(string Teller, string State)
{
    public static DisplayText Of(
        PanelView view, bool chinese, IReadOnlyDictionary<TellerId, int> stars, char star)
    {
        var word = chinese ? "柜员" : "Teller";
        var teller = view.Teller is not { } id ? ""
            : $"{word} {id} {new string(star, stars.GetValueOrDefault(id))}".TrimEnd();
        return new(teller, chinese ? Zh(view.Mood) : En(view.Mood));
    }

    /// <summary>All that can ever be shown.</summary>
    public static IReadOnlySet<char> Characters { get; } =
        Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Append('★').Concat("柜员")
            .Concat(Enum.GetValues<PanelMood>().SelectMany(Zh)).ToHashSet();

    /// <summary>Lines as long as the display is wide: what is longer is cut at its end.</summary>
    public IEnumerable<string> Lines(int rows, int columns) =>
        new[] { Teller, State }.Concat(Enumerable.Repeat("", rows)).Take(rows)
            .Select(l => l.Length > columns ? l[..columns] : l.PadRight(columns));

    private static string En(PanelMood mood) => mood switch
    {
        PanelMood.SignedOff => "Position closed",
        PanelMood.Idle => "Welcome",
        PanelMood.Invited => "Please rate us",
        PanelMood.Thanks => "Thank you",
        PanelMood.Paused => "Paused",
        PanelMood.OutOfOrder => "Out of order",
        _ => "* * * * * *",
    };

    private static string Zh(PanelMood mood) => mood switch
    {
        PanelMood.SignedOff => "暂停服务",
        PanelMood.Idle => "欢迎光临",
        PanelMood.Invited => "请评价本次服务",
        PanelMood.Thanks => "谢谢",
        PanelMood.Paused => "暂停使用",
        PanelMood.OutOfOrder => "设备故障",
        _ => "＊ ＊ ＊",
    };
}
