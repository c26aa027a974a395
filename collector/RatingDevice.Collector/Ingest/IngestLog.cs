using Microsoft.Extensions.Logging;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

internal static partial class IngestLog
{
    [LoggerMessage(1, LogLevel.Warning,
        "Refused ({Reason}) a payload of {Size} bytes on {Topic}: {Detail}. Its beginning is in quarantine.")]
    public static partial void PayloadRefused(
        this ILogger logger, RefusalReason reason, int size, string topic, string detail);

    [LoggerMessage(2, LogLevel.Error,
        "The store failed; {Entries} entries of {Batches} batches were dropped unacknowledged and their "
        + "devices will send them again. Next try in {Pause}. Look at disk space and permissions.")]
    public static partial void StoreFailed(
        this ILogger logger, Exception error, int entries, int batches, TimeSpan pause);

    [LoggerMessage(3, LogLevel.Information, "The store works again after {Failures} failures.")]
    public static partial void StoreRecovered(this ILogger logger, int failures);

    [LoggerMessage(4, LogLevel.Error,
        "A payload on {Topic} could not be judged and was not taken; its beginning is in quarantine.")]
    public static partial void Unjudged(this ILogger logger, Exception error, string topic);

    [LoggerMessage(5, LogLevel.Error,
        "A listener of ingest failed; what was committed stands and is acknowledged.")]
    public static partial void ListenerFailed(this ILogger logger, Exception error);
}
