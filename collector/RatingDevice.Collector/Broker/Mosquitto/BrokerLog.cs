using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>What the broker and the intake say to a technician.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(
        Level = LogLevel.Information, Message = "mosquitto listens on {Address}:{Port}, process {Pid}.")]
    public static partial void Started(this ILogger log, string address, int port, int pid);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "mosquitto ended with {Code}; starting it again in {Pause}. Devices keep their entries and "
            + "send them afterwards. Its last words: {Words}")]
    public static partial void Died(this ILogger log, int code, TimeSpan pause, string words);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "mosquitto could not be started again: {Why}. Trying on.")]
    public static partial void NotStarted(this ILogger log, string why);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Stopped a mosquitto that an earlier run had left behind, process {Pid}.")]
    public static partial void StoppedLeftBehind(this ILogger log, int pid);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The registry has a device '{Id}'. That is the collector's own name at the broker, so the "
            + "device cannot connect. Give it another id.")]
    public static partial void ReservedId(this ILogger log, string id);

    [LoggerMessage(Level = LogLevel.Debug, Message = "mosquitto: {Line}")]
    public static partial void Said(this ILogger log, string line);

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
