using RatingDevice.Hosting;

namespace RatingDevice.Firmware.Stack;

/// <summary>Stack=system: what is compiled in. ManagedParts.cs is the other one of this name.</summary>
internal static class CompiledParts
{
    public const StackName Usual = StackName.System;

    public static IReadOnlyDictionary<StackName, DeviceStack> All { get; } =
        new Dictionary<StackName, DeviceStack> { [StackName.System] = SystemStack.Parts };
}
