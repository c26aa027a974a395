using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Broker;

/// <summary>What every broker and intake says to a technician.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The registry has a device '{Id}'. That name at the broker is the collector's or a served "
            + "feed's, so the device cannot connect. Give it another id.")]
    public static partial void ReservedId(this ILogger log, string id);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the broker at {Broker}.")]
    public static partial void IntakeConnected(this ILogger log, BrokerEndpoint broker);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No connection to the broker: {Why}. Devices keep their entries; next try in {Pause}.")]
    public static partial void IntakeNotConnected(this ILogger log, string why, TimeSpan pause);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} messages dropped since start: ingest was behind. Devices send them again.")]
    public static partial void IntakeOverflow(this ILogger log, long count);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The broker did not take a message: {Reason}. Check its access list for the collector.")]
    public static partial void IntakeNotTaken(this ILogger log, string reason);
}
