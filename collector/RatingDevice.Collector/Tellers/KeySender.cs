using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Tellers;

/// <summary>
/// Tells each device whose cards and PINs are good: a retained message that the device alone can open. Said
/// anew when something changed, and after the broker was away, as a broker may have forgotten.
/// </summary>
/// <param name="file">Where they are.</param>
/// <param name="fleet">Which journal a device writes.</param>
internal sealed partial class KeySender(
    SignOnFile file, FleetBook fleet, IRatingStore store, Func<BranchRegistry> registry, IIntake intake,
    TimeProvider time, ILogger<KeySender> log)
{
    /// <summary>Messages a look; thousands of devices take some looks.</summary>
    private const int MostAtOnce = 100;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Dictionary<DeviceId, Digest> _told = [];
    private (DateTime Written, long Size) _read;
    private TellerKeys? _keys;
    private string? _complaint;

    /// <summary>Why devices are not told; null where all is well.</summary>
    public string? Complaint => _complaint;

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(Every, time, stop);
            Look();
        }
    }

    /// <summary>One look at what is to be told.</summary>
    public void Look()
    {
        if (!intake.Connected)
        {
            _told.Clear();
            return;
        }

        Read();
        if (_keys is not { } keys) return;
        try
        {
            var known = registry();
            var said = fleet.Report(known, []).Devices.ToDictionary(d => d.Device, d => d.Said?.Journal);
            var wanted = DeviceKeys.Of(keys, known, store.Journals(), d => said.GetValueOrDefault(d));
            foreach (var device in wanted.Where(IsNews).Take(MostAtOnce).ToList()) Tell(device);
        }
        catch (StoreException e)
        {
            log.NotAsked(e.Message);
        }
    }

    private bool IsNews(DeviceKeys device) =>
        !_told.TryGetValue(device.Post.Device, out var told) || told != device.Stamp;

    private void Tell(DeviceKeys wanted)
    {
        _told[wanted.Post.Device] = wanted.Stamp;
        using var key = Es256.TryReadKey(wanted.Key);
        if (key is null) return; // ingest would not have taken such a journal
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var payload = WireText.Write(SealedKeys.Seal(wanted.Keys, wanted.Post.Device, key, now));
        if (payload.Length > Limits.ConfigBytes)
        {
            Complain($"outlet {wanted.Post.Outlet} has too many tellers with cards or PINs: "
                + $"{payload.Length} bytes, at most {Limits.ConfigBytes}");
            return;
        }

        intake.Publish(
            new Topic(wanted.Post.Outlet, wanted.Post.Device, TopicKind.Config), payload, retain: true);
    }

    private void Read()
    {
        var info = new FileInfo(file.Path);
        var now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : default;
        if (now == _read) return;
        _read = now;
        try
        {
            _keys = info.Exists ? file.Read() : null;
            _complaint = null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Complain(e.Message);
        }
    }

    private void Complain(string why)
    {
        if (_complaint != why) log.NotTold(why);
        _complaint = why;
    }
}

/// <summary>The log lines.</summary>
internal static partial class KeySenderLog
{
    [LoggerMessage(1, LogLevel.Warning, "Devices keep the tellers they know: {Why}")]
    public static partial void NotTold(this ILogger log, string why);

    [LoggerMessage(2, LogLevel.Warning, "Which devices there are could not be read, tried again: {Why}")]
    public static partial void NotAsked(this ILogger log, string why);
}
