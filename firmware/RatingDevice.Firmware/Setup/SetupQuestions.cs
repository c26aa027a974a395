using System.Text.Json.Nodes;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Setup;

/// <summary>All questions, in their order.</summary>
/// <param name="machine">What this machine can tell by itself.</param>
internal sealed class SetupQuestions(ISetupMachine machine)
{
    private const string Gpio = "gpio", Keypad = "keypad", Touch = "touch";

    public IReadOnlyList<SetupQuestion> All =>
    [
        new("outlet", "outlet", "网点编号，与网点登记表一致（1–32 个 a-z、0-9 或“-”）",
            "Outlet, as the branch's registry names it (1 to 32 of a-z, 0-9 and '-')")
        {
            Usual = sheet => Text(sheet["outlet"]),
        },
        new("device", "device", "设备编号，全行唯一（1–32 个 a-z、0-9 或“-”）",
            "Device, unique in the whole bank (1 to 32 of a-z, 0-9 and '-')")
        {
            Usual = sheet => Text(sheet["device"]) ?? HostAsId(),
        },
        new("link:brokers", "broker", "采集服务地址（主机:端口，多个用逗号分开，首选在前）",
            "Brokers of the collector (host:port, the preferred first, commas between)")
        {
            Usual = sheet => sheet["link:brokers"] is JsonArray list
                ? string.Join(", ", list.Select(Text)) : null,
            Put = (sheet, answer) => sheet["link:brokers"] = new JsonArray(
                [.. answer.Split(',', StringSplitOptions.TrimEntries).Select(b => (JsonNode?)b)]),
        },
        new("link:passwordFile", "password-file", "采集服务为本设备生成的口令文件；没有则写 -",
            "File with the password the collector made for this device; - for none")
        {
            Usual = sheet => Text(sheet["link:passwordFile"]) ?? machine.PasswordFile ?? "-",
            Put = (sheet, answer) => sheet["link:passwordFile"] = answer == "-" ? null : answer,
            Refuse = answer => answer == "-" || machine.Exists(answer) ? null
                : ($"没有文件 {answer}", $"there is no file {answer}"),
        },
        new("panel", "panel", "按键面板：gpio（按接线图接在 GPIO 上）、keypad（输入设备）或 touch（触摸屏页面）",
            "Panel: gpio (wired as in hardware-docs), keypad (an input device) or touch (a page on a screen)")
        {
            Usual = sheet => PanelOf(sheet) ?? (machine.GpioChip is null ? Touch : Gpio),
            Put = (sheet, answer) => PutPanel(sheet, answer.ToLowerInvariant()),
            Refuse = answer => answer.ToLowerInvariant() is Gpio or Keypad or Touch ? null
                : ("只能是 gpio、keypad 或 touch", "it is one of gpio, keypad and touch"),
        },
        new("gpioChip:chip", "chip", "GPIO 芯片的标签", "Label of the GPIO chip")
        {
            Asked = sheet => PanelOf(sheet) == Gpio,
            Usual = sheet => Text(sheet["gpioChip:chip"]) ?? machine.GpioChip,
        },
        new("inputEvents:path", "input", "输入设备路径", "Path of the input device")
        {
            Asked = sheet => PanelOf(sheet) == Keypad,
            Usual = sheet => Text(sheet["inputEvents:path"]) ?? machine.Keypad,
        },
    ];

    private static string? PanelOf(SetupSheet sheet) =>
        IsTrue(sheet["gpioChip:enabled"]) ? Gpio
        : IsTrue(sheet["inputEvents:enabled"]) ? Keypad
        : sheet["touch:enabled"] is { } touch && IsTrue(touch) ? Touch : null;

    private void PutPanel(SetupSheet sheet, string answer)
    {
        sheet["touch:enabled"] = answer == Touch;
        sheet["gpioChip:enabled"] = answer == Gpio;
        sheet["inputEvents:enabled"] = answer == Keypad;
        if (answer != Keypad) return;
        // the lamps of hardware-docs/rating-panel.dts, where that overlay is loaded
        (string, string)[] lamps = [("invited", "key-lamps"), ("thanks", "thanks"), ("fault", "fault")];
        foreach (var (lamp, led) in lamps)
            if (sheet[$"inputEvents:lamps:{lamp}"] is null && machine.Led(led) is { } path)
                sheet[$"inputEvents:lamps:{lamp}"] = path;
    }

    private string? HostAsId() =>
        DeviceId.TryParse(machine.HostName.ToLowerInvariant(), out var id) ? id.ToString() : null;

    private static bool IsTrue(JsonNode? node) => bool.TryParse(Text(node), out var yes) && yes;

    private static string? Text(JsonNode? node) => node?.ToString();
}
