using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Link.Mosquitto;
using RatingDevice.Firmware.Options;
using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Stack;

/// <summary>The operating system's own libraries; always compiled in.</summary>
internal static class SystemStack
{
    public static DeviceStack Parts { get; } = new(
        (time, logs) => new MosquittoLink(time, logs.CreateLogger<MosquittoLink>()),
        (options, _, _) => Lacking(options) is { } option
            ? throw new OptionsException($"{option}, but the stack in force has no package for it. Nothing "
                + "was started; change that option, or use the managed stack.")
            : []);

    private static string? Lacking(DeviceOptions options) =>
        options.GpioChip is { Enabled: true, By: GpioBy.Package } ? "gpioChip:by is package"
        : options.CardReader.Kind == CardReaderKind.Mfrc522 ? "cardReader:kind is mfrc522"
        : options.Display.Kind != DisplayKind.None ? $"display:kind is {options.Display.Kind}"
        : null;
}
