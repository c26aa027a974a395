using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Stack;

/// <summary>Stack=managed: what is compiled in. SystemParts.cs is the other one of this name.</summary>
internal static class CompiledParts
{
    public const StackName Usual = StackName.Managed;

    public static IReadOnlyDictionary<StackName, CollectorStack> All { get; } =
        new Dictionary<StackName, CollectorStack>
        {
            [StackName.Managed] = SystemStack.Parts,
            [StackName.System] = SystemStack.Parts,
        };

    public static IReadOnlyList<StoreKind> Stores { get; } = [SystemStack.Sqlite];
}
