using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Broker.MqttNet;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Store.LiteDb;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Stack;

/// <summary>Stack=managed: what is compiled in. SystemParts.cs is the other one of this name.</summary>
internal static class CompiledParts
{
    public const StackName Usual = StackName.Managed;

    public static StoreKind LiteDb { get; } = new(
        "LiteDB", StoreKind.LiteDbFile,
        (path, quarantine) => LiteDbRatingStore.Open(new(path) { QuarantineMost = quarantine }),
        path => LiteDbRatingStore.OpenSnapshot(new(path)))
    {
        OpenScratch = _ => LiteDbRatingStore.Open(new("rehearsal") { OpenFile = _ => new MemoryStream() }),
    };

    public static IReadOnlyDictionary<StackName, CollectorStack> All { get; } =
        new Dictionary<StackName, CollectorStack>
        {
            [StackName.Managed] = new(
                (own, time, logs) => new MqttNetBroker(own, time, logs.CreateLogger<MqttNetBroker>()),
                (endpoint, queue, time, logs) => new MqttNetIntake(
                    endpoint, queue, time, logs.CreateLogger<MqttNetIntake>()),
                LiteDb),
            [StackName.System] = SystemStack.Parts,
        };

    public static IReadOnlyList<StoreKind> Stores { get; } =
        [SystemStack.Sqlite, LiteDb, SystemStack.Postgres];
}
