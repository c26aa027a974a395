using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Stack;

/// <summary>Stack=system: what is compiled in. ManagedParts.cs is the other one of this name.</summary>
internal static class CompiledParts
{
    public const StackName Usual = StackName.System;

    public static IReadOnlyDictionary<StackName, CollectorStack> All { get; } =
        new Dictionary<StackName, CollectorStack> { [StackName.System] = SystemStack.Parts };

    public static IReadOnlyList<StoreKind> Stores { get; } = [SystemStack.Sqlite, SystemStack.Postgres];
}
