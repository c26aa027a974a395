using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Link;

/// <summary>What the link says to a technician.</summary>
internal static partial class LinkLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to {Broker}; {Pending} to send.")]
    public static partial void Connected(this ILogger log, BrokerAddress broker, long pending);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "No connection: {Why}. The journal keeps every entry; next try in {Pause}.")]
    public static partial void NotConnected(this ILogger log, string why, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent again from {First}: no ack came in time.")]
    public static partial void Resent(this ILogger log, long first);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The collector holds {N}, not {Before} as it said earlier: sending again from there.")]
    public static partial void Rewound(this ILogger log, long n, long before);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Fault}: {Detail}. Nothing is lost here; see the collector's quarantine and registry.")]
    public static partial void UploadFault(this ILogger log, string fault, string detail);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Ignored a message on {Topic}: {Error} ({Count} ignored since start).")]
    public static partial void Ignored(this ILogger log, string topic, string error, long count);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Lost {Count} messages since start: the queue of {Queue} was full.")]
    public static partial void Overflowed(this ILogger log, long count, string queue);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The journal could not be read for sending: {Error}. Trying again.")]
    public static partial void JournalUnreadable(this ILogger log, string error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The broker did not take a message: {Reason}. Check its access list for this device.")]
    public static partial void NotTaken(this ILogger log, string reason);
}
