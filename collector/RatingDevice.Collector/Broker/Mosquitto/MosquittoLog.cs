using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>What only this adapter has to say.</summary>
internal static partial class MosquittoLog
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

    [LoggerMessage(Level = LogLevel.Debug, Message = "mosquitto: {Line}")]
    public static partial void Said(this ILogger log, string line);
}
