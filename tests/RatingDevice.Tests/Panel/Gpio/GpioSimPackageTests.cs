using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel.Gpio;

namespace RatingDevice.Tests.Panel.Gpio;

/// <summary>System.Device.Gpio on a real chip of the kernel.</summary>
public sealed class GpioSimPackageTests : PanelContract
{
    private protected override PanelRig Rig() => new GpioSimRig(
        "2", (settings, clock) => new GpioPanel(new(settings), clock, NullLogger.Instance), ordered: false);
}
