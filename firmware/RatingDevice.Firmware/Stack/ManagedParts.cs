using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Link.MqttNet;
using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Gpio;
using RatingDevice.Firmware.Panel.Gpio.Display;
using RatingDevice.Firmware.Panel.Gpio.Mfrc522;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Stack;

/// <summary>Stack=managed: what is compiled in. SystemParts.cs is the other one of this name.</summary>
internal static class CompiledParts
{
    public const StackName Usual = StackName.Managed;

    public static IReadOnlyDictionary<StackName, DeviceStack> All { get; } =
        new Dictionary<StackName, DeviceStack>
        {
            [StackName.Managed] = new(
                (time, logs) => new MqttNetLink(time, logs.CreateLogger<MqttNetLink>()), Panels),
            [StackName.System] = SystemStack.Parts,
        };

    private static IEnumerable<IPanel> Panels(DeviceOptions options, DeviceClock clock, ILoggerFactory logs)
    {
        if (options.GpioChip is { Enabled: true, By: GpioBy.Package } gpio)
        {
            var tone = gpio.Pwm.Chip is { } chip ? new PwmTone(chip, gpio.Pwm.Channel, gpio.Pwm.Hertz) : null;
            yield return new GpioPanel(
                new GpioSettings(options.ForGpioChip(), tone), clock, logs.CreateLogger<GpioPanel>());
        }

        if (options.CardReader is { Kind: CardReaderKind.Mfrc522 } reader)
        {
            yield return new Mfrc522Panel(new(reader.SpiBus, reader.ChipSelect, reader.ResetPin),
                clock, logs.CreateLogger<Mfrc522Panel>());
        }

        if (options.Display.Kind != DisplayKind.None)
            yield return new DisplayPanel(Display(options.Display), clock, logs.CreateLogger<DisplayPanel>());
    }

    private static DisplaySettings Display(DisplayOptions display)
    {
        var (rows, columns) = display.Kind switch
        {
            DisplayKind.Lcd1602 => (2, 16), DisplayKind.Lcd2004 => (4, 20), _ => (0, 0),
        };
        var font = string.IsNullOrWhiteSpace(display.Font) ? null : display.Font;
        var stars = display.Stars.ToDictionary(s => TellerId.Parse(s.Key), s => s.Value);
        return new(display.Bus, display.Address, rows, columns,
            display.Language == DisplayLanguage.Zh, font, stars);
    }
}
