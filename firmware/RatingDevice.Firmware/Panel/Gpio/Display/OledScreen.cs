using System.Device.I2c;
using Iot.Device.Ssd13xx.Commands;
using Iot.Device.Ssd13xx.Commands.Ssd1306Commands;

namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>
/// An SSD1306 of 128 by 64 dots: the teller above, the state below in double size. Driven by the package's
/// commands: its device class sets the chip up for 32 rows, and wants an image library for a picture.
/// </summary>
internal sealed class OledScreen : IScreen
{
    private const byte CommandsFollow = 0x00, DataFollow = 0x40;

    private static readonly ICommand[] Begin =
    [
        new SetDisplayOff(), new SetDisplayClockDivideRatioOscillatorFrequency(0x00, 0x08),
        new SetMultiplexRatio(DotFrame.Height - 1), new SetDisplayOffset(0), new SetDisplayStartLine(0),
        new SetChargePump(true),
        new SetMemoryAddressingMode(SetMemoryAddressingMode.AddressingMode.Horizontal),
        new SetSegmentReMap(true), new SetComOutputScanDirection(false),
        new SetComPinsHardwareConfiguration(true, false), new SetContrastControlForBank0(0x8F),
        new SetPreChargePeriod(0x01, 0x0F),
        new SetVcomhDeselectLevel(SetVcomhDeselectLevel.DeselectLevel.Vcc1_00), new EntireDisplayOn(false),
        new SetNormalDisplay(), new SetDisplayOn(),
    ];

    private readonly DisplaySettings _settings;
    private readonly DotFont _font;
    private readonly I2cDevice _device;

    public OledScreen(I2cDevice device, DisplaySettings settings)
    {
        (_device, _settings) = (device, settings);
        _font = settings.Font is { } file
            ? DotFont.Read(file, DisplayText.Characters) : DotFont.BuiltIn();
        Send(Begin);
    }

    /// <summary>The picture of a view; pure.</summary>
    public static DotFrame Draw(PanelView view, DisplaySettings settings, DotFont font)
    {
        var text = DisplayText.Of(view, settings.Chinese, settings.Stars, font.Has('★') ? '★' : '*');
        var frame = new DotFrame();
        frame.Write(text.Teller, font, 0, 1);
        var twice = DotFrame.Measure(text.State, font) * 2 <= DotFrame.Width;
        frame.Write(text.State, font, twice ? 28 : 36, twice ? 2 : 1);
        return frame;
    }

    public void Show(PanelView view)
    {
        Send(new SetColumnAddress(0, DotFrame.Width - 1),
            new SetPageAddress(PageAddress.Page0, PageAddress.Page7));
        _device.Write([DataFollow, .. Draw(view, _settings, _font).Bytes]);
    }

    public void Dispose() => _device.Dispose();

    private void Send(params ICommand[] commands)
    {
        foreach (var command in commands) _device.Write([CommandsFollow, .. command.GetBytes()]);
    }
}
