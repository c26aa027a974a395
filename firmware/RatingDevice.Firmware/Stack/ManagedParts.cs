using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Link.MqttNet;
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
                (time, logs) => new MqttNetLink(time, logs.CreateLogger<MqttNetLink>()),
                (_, _, _) => []),
            [StackName.System] = SystemStack.Parts,
        };
}
