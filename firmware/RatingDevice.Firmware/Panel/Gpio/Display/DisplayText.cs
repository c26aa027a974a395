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
        if (view.Tests is { } tests) return new(Found(tests), chinese ? Zh(tests.Step) : En(tests.Step));
        var word = chinese ? "柜员" : "Teller";
        var teller = view.Teller is not { } id ? ""
            : $"{word} {id} {new string(star, stars.GetValueOrDefault(id))}".TrimEnd();
        return new(teller, chinese ? Zh(view.Mood) : En(view.Mood));
    }

    // A letter for each part in its order, capital where it works: K keys, L lamps, B buzzer, D display,
    // N link, J journal, R reader.
    private static string Found(ServicePicture tests) =>
        string.Concat(tests.Results.Select(r => Letter(r.Part)).Zip(tests.Results,
            (letter, r) => r.Ok ? char.ToUpperInvariant(letter) : letter));

    private static char Letter(DevicePart part) => part switch
    {
        DevicePart.Keys => 'k', DevicePart.Lamps => 'l', DevicePart.Buzzer => 'b', DevicePart.Display => 'd',
        DevicePart.Link => 'n', DevicePart.Journal => 'j', _ => 'r',
    };

    /// <summary>All that can ever be shown.</summary>
    public static IReadOnlySet<char> Characters { get; } =
        Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Append('★').Concat("柜员")
            .Concat(Enum.GetValues<PanelMood>().SelectMany(Zh))
            .Concat(Enum.GetValues<DevicePart>().SelectMany(p => Zh(p))).Concat(Zh(null)).ToHashSet();

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
        PanelMood.Pin => "Teller sign-on",
        PanelMood.Refused => "Not accepted",
        PanelMood.Service => "Service mode",
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
        PanelMood.Pin => "柜员签到",
        PanelMood.Refused => "未通过",
        PanelMood.Service => "维护模式",
        _ => "＊ ＊ ＊",
    };

    // What the technician shall do. Yes is the first key, no the last, the teller's key goes on.
    private static string En(DevicePart? step) => step switch
    {
        null => "Tests are over",
        DevicePart.Keys => "Press every key",
        DevicePart.Lamps => "All lamps? 1 yes",
        DevicePart.Buzzer => "Heard it? 1 yes",
        DevicePart.Display => "Readable? 1 yes",
        _ => "Trying the link",
    };

    private static string Zh(DevicePart? step) => step switch
    {
        null => "测试结束",
        DevicePart.Keys => "请按每个键",
        DevicePart.Lamps => "灯全亮？1是",
        DevicePart.Buzzer => "听到？1是",
        DevicePart.Display => "看清？1是",
        _ => "测试连接",
    };
}
