using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Link;
using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Panel;

namespace RatingDevice.Firmware.Stack;

/// <summary>What a device takes from one stack.</summary>
/// <param name="Link">The connection to the broker.</param>
/// <param name="Panels">The panels that only this stack brings, as far as the options enable them.</param>
internal sealed record DeviceStack(
    Func<TimeProvider, ILoggerFactory, ILink> Link,
    Func<DeviceOptions, DeviceClock, ILoggerFactory, IEnumerable<IPanel>> Panels);
