using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Stack;

/// <summary>What the collector takes from one stack.</summary>
/// <param name="Broker">A broker of the collector's own.</param>
/// <param name="Intake">The collector's connection to a broker, own or not; the number is its queue.</param>
/// <param name="Store">What a new data directory gets; one that has a store keeps its kind.</param>
internal sealed record CollectorStack(
    Func<OwnBrokerSettings, TimeProvider, ILoggerFactory, IBroker> Broker,
    Func<BrokerEndpoint, int, TimeProvider, ILoggerFactory, IIntake> Intake,
    StoreKind Store);
