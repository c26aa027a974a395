using System.Device.Gpio;
using System.Device.I2c;
using Iot.Device.CharacterLcd;
using Iot.Device.Pcx857x;

namespace RatingDevice.Firmware.Panel.Gpio.Display;

/// <summary>
/// A character display: HD44780 in 4-bit mode behind a PCF8574, wired as usual. English only.
/// </summary>
internal sealed class LcdScreen : IScreen
{
    private readonly DisplaySettings _settings;
    private readonly Pcf8574 _expander;
    private readonly GpioController _pins;
    private readonly Hd44780 _lcd;

    public LcdScreen(I2cDevice device, DisplaySettings settings)
    {
        _settings = settings;
        _expander = new Pcf8574(device);
        _pins = new GpioController(_expander);
        var link = LcdInterface.CreateGpio(
            registerSelectPin: 0, enablePin: 2, dataPins: [4, 5, 6, 7], backlightPin: 3, readWritePin: 1,
            controller: _pins);
        _lcd = settings.Rows == 4 ? new Lcd2004(link) : new Lcd1602(link);
    }

    public void Show(PanelView view)
    {
        var text = DisplayText.Of(view, chinese: false, _settings.Stars, '*');
        foreach (var (row, line) in text.Lines(_settings.Rows, _settings.Columns).Index())
        {
            _lcd.SetCursorPosition(0, row);
            _lcd.Write(line);
        }
    }

    public void Dispose()
    {
        _lcd.Dispose();
        _pins.Dispose();
        _expander.Dispose();
    }
}
