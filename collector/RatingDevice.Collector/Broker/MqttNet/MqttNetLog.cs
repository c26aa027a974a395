using Microsoft.Extensions.Logging;
using MQTTnet.Diagnostics.Logger;

namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>What only this adapter has to say.</summary>
internal static partial class MqttNetLog
{
    [LoggerMessage(
        Level = LogLevel.Information, Message = "The broker listens on {Address}:{Port}, in this process.")]
    public static partial void Started(this ILogger log, string address, int port);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} messages dropped since start: '{Client}' is behind. They come again.")]
    public static partial void Dropped(this ILogger log, string client, long count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "'{User}' may not {What} '{Topic}' ({Count} such since start).")]
    public static partial void Denied(this ILogger log, string user, string what, string topic, long count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} connections refused since start: {Most} are open. Devices try again.")]
    public static partial void TooMany(this ILogger log, int most, long count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "'{Client}' is cut off: over {Most} answers unread, or a topic alias that was not offered "
            + "({Count} such since start).")]
    public static partial void CutOff(this ILogger log, string client, int most, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection could not be accepted: {Why}.")]
    public static partial void NotAccepted(this ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection ended badly: {Why}.")]
    public static partial void ConnectionFailed(this ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Debug, Message = "MQTTnet: {Text}")]
    public static partial void Said(this ILogger log, string text, Exception? exception);
}

/// <summary>MQTTnet's own warnings, for whoever turns the level up.</summary>
internal sealed class MqttNetSaid(ILogger log) : IMqttNetLogger
{
    public bool IsEnabled => log.IsEnabled(LogLevel.Debug);

    public void Publish(
        MqttNetLogLevel logLevel, string source, string message, object[]? parameters, Exception? exception)
    {
        if (logLevel >= MqttNetLogLevel.Warning)
            log.Said(string.Format(null, message, parameters ?? []), exception);
    }
}
