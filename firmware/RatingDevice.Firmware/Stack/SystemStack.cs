using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Link.Mosquitto;

namespace RatingDevice.Firmware.Stack;

/// <summary>The operating system's own libraries; always compiled in.</summary>
internal static class SystemStack
{
    public static DeviceStack Parts { get; } = new(
        (time, logs) => new MosquittoLink(time, logs.CreateLogger<MosquittoLink>()),
        (_, _, _) => []);
}
