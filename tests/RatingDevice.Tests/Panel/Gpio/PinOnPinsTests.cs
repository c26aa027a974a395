using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel.Gpio;

namespace RatingDevice.Tests.Panel.Gpio;

/// <summary>By System.Device.Gpio on a played board.</summary>
public sealed class PinOnPinsTests : PinOnLinesContract
{
    private protected override LineRig Rig() => new GpioRig();
}

/// <summary>By System.Device.Gpio on a real chip of the kernel.</summary>
public sealed class PinOnGpioSimPinsTests : PinOnLinesContract
{
    private protected override LineRig Rig() => new GpioSimRig(
        "2", (settings, clock) => new GpioPanel(new(settings), clock, NullLogger.Instance), ordered: false);
}
