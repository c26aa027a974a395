using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;

namespace RatingDevice.Collector.Dashboard.Pages.Devices;

/// <summary>Counters with their figures, and the devices on them.</summary>
internal sealed record DevicesModel(LinesModel Counters, IReadOnlyList<DeviceReport> Devices)
{
    /// <summary>Tellers signed on at more than one counter.</summary>
    public IReadOnlyList<DoubleSignOn> Twice { get; init; } = [];

    /// <summary>Where else the teller of a device is signed on.</summary>
    public IEnumerable<DeviceId> Elsewhere(DeviceReport device) => device.State == DeviceState.Stopped ? []
        : Twice.Where(t => t.Teller == device.Said?.Teller).SelectMany(t => t.At)
            .Select(a => a.Post.Device).Where(d => d != device.Device);

    public static DevicesModel Ask(PageFrame frame, PageSource source)
    {
        var ask = frame.Ask;
        var sheet = source.Figures.Ask(new(new(ask.Outlet), ask.Period, By.Counter, ask.Definition));
        return new(
            LinesModel.Of(frame, sheet, new(FigureColumns.Named["counter"], DeviceWords.Counter), Name),
            [.. source.Fleet.Devices.Where(d => ask.Outlet is null || d.Post?.Outlet == ask.Outlet)])
        {
            Twice = DoubleSignOn.Of(source.Fleet),
        };
    }

    private static Microsoft.AspNetCore.Components.RenderFragment Name(PageFrame frame, FigureLine line) =>
        text =>
        {
            text.AddContent(0, line.Names.Counter ?? line.Key.Counter.ToString());
            text.AddContent(1, " ");
            text.OpenElement(2, "small");
            text.AddContent(3, frame.Ask.Outlet is null ? line.Names.Outlet : line.Key.Counter.ToString());
            text.CloseElement();
        };
}

/// <summary>Words of the page; device states and faults by their names in the API.</summary>
internal static class DeviceWords
{
    public static readonly Words
        Counter = new("柜口", "Counter"),
        Device = new("设备", "Device"),
        Devices = new("设备现况", "Devices now"),
        Counters = new("各柜口", "Counters"),
        State = new("状态", "State"),
        Faults = new("故障", "Faults"),
        Teller = new("当前柜员", "Signed on"),
        Held = new("已收至", "Held up to"),
        Missing = new("未到", "Missing"),
        Heard = new("最近联系", "Last heard"),
        Clock = new("时钟", "Clock"),
        Firmware = new("程序版本", "Firmware"),
        InService = new("维护模式", "in service mode"),
        Twice = new("也在 {0}", "also at {0}"),
        Unknown = new("不在名册", "not in the registry"),
        None = new("名册里没有设备", "The registry has no device");

    private static readonly Dictionary<string, Words> States = new()
    {
        ["never-heard"] = new("未联系过", "never heard"), ["connected"] = new("在线", "online"),
        ["silent"] = new("无响应", "silent"), ["lost"] = new("断线", "lost"),
        ["stopped"] = new("已停机", "stopped"),
    };

    private static readonly Dictionary<string, Words> FaultNames = new()
    {
        ["journal-write"] = new("无法写入", "cannot write"),
        ["journal-full"] = new("存储已满", "storage full"),
        ["journal-damaged"] = new("记录损坏", "journal damaged"),
        ["panel-lost"] = new("面板断开", "panel gone"),
        ["panel-dropped"] = new("面板丢失按键", "panel lost keys"),
        ["ack-mismatch"] = new("回执不符", "wrong receipt"),
        ["batch-refused"] = new("数据被拒收", "data refused"),
        ["overflow"] = new("队列溢出", "queue overflow"),
        ["key-stuck"] = new("按键卡住", "key stuck"),
        ["output-lost"] = new("显示、声音或读卡器故障", "display, sound or card reader broken"),
    };

    public static Words StateOf(string name) => States.GetValueOrDefault(name) ?? new(name, name);

    public static Words FaultOf(string name) => FaultNames.GetValueOrDefault(name) ?? new(name, name);
}
