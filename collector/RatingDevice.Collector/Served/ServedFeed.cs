using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Served;

/// <summary>
/// Deliveries that come by MQTT, taken one after another beside ingest. MQTT gives no answer, so a delivery
/// that the store cannot take is tried again; one that finds the queue full is dropped and counted, and the
/// sender's next complete day makes it good.
/// </summary>
internal sealed partial class ServedFeed(ServedDesk desk, TimeProvider time, ILogger<ServedFeed> log)
{
    /// <summary>Deliveries that wait.</summary>
    private const int MostWaiting = 256;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Channel<IntakeMessage> _waiting = Channel.CreateBounded<IntakeMessage>(MostWaiting);
    private long _overflow, _tooLarge;

    /// <summary>Deliveries dropped because too many waited.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Deliveries dropped because they were too large.</summary>
    public long TooLarge => Interlocked.Read(ref _tooLarge);

    /// <summary>For ingest: never waits.</summary>
    public void Hear(IntakeMessage message)
    {
        if (message.Payload.Length > Limits.BatchBytes) Interlocked.Increment(ref _tooLarge);
        else if (!_waiting.Writer.TryWrite(message)) Interlocked.Increment(ref _overflow);
    }

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var message in _waiting.Reader.ReadAllAsync(stop))
        {
            if (!ServicesTopic.TryParse(message.Topic, out var topic)) continue;
            var rows = ServedJson.ReadLines(message.Payload);
            while (!Take(rows, topic)) await Task.Delay(Pause, time, stop);
        }
    }

    /// <summary>False where the store failed.</summary>
    private bool Take(IReadOnlyList<ToldRow> rows, ServicesTopic topic)
    {
        try
        {
            var receipt = desk.Take(rows, topic.Outlet, "mqtt");
            if (receipt.Refused.Count > 0)
                LogRefused(topic.Outlet, receipt.Refused.Count, receipt.Rows, receipt.Refused[0].Reason);
            return true;
        }
        catch (StoreException e)
        {
            LogAway(e);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Outlet {Outlet}: {Refused} of {Rows} served rows cannot be used, the first because: {Reason}")]
    private partial void LogRefused(OutletId outlet, int refused, int rows, string reason);

    [LoggerMessage(2, LogLevel.Error, "Served rows cannot be kept: the store failed; tried again")]
    private partial void LogAway(Exception e);
}
