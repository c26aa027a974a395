using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Settling;

namespace RatingDevice.Collector.Dashboard.Live;

/// <summary>What somebody should look at. Codes are stable; the page has them in both languages.</summary>
internal static class Notices
{
    private const int MostNamed = 5;

    /// <summary>A day is made within half a minute where nothing is behind.</summary>
    private const int LateSeconds = 120;

    /// <summary>Pure; in order of how much it hurts.</summary>
    public static IReadOnlyList<NoticeShape> Of(
        RegistryState registry, FleetReport fleet, IIntake intake, BrokerCounters? broker,
        IngestCounters counters, SettlingCounters settling) =>
    [
        .. new[]
        {
            new NoticeShape("broker-away", intake.Connected ? 0 : 1,
                "devices keep their entries until it is back"),
            Named("device-away", fleet.Devices
                .Where(d => d.State is DeviceState.Silent or DeviceState.Lost), d => d.Device),
            Named("device-fault", fleet.Devices.Where(d => d.Said?.Faults.Count > 0), d => d.Device),
            Missing(fleet),
            Named("wrong-outlet", fleet.Devices.Where(d => d.WrongOutlet), d => d.Device),
            Named("registry-bad", registry.Problems, p => p),
            Named("unknown-teller", fleet.UnknownTellers, t => t.Teller),
            Named("teller-twice", DoubleSignOn.Of(fleet),
                t => $"{t.Teller}: {string.Join(" / ", t.At.Select(a => a.Post.Device))}"),
            Named("in-service", fleet.Devices.Where(d => d.InService), d => d.Device),
            Named("never-heard", fleet.Devices.Where(d => d.State == DeviceState.NeverHeard), d => d.Device),
            new NoticeShape("refused", counters.Refused, "see /api/v1/quarantine"),
            new NoticeShape("ingest-behind", intake.Overflow, "the devices send again"),
            new NoticeShape("settling-behind", settling.WaitingSeconds > LateSeconds ? settling.Waiting : 0,
                "served, waiting and flag figures of these days follow"),
            new NoticeShape("broker-dropped", broker?.Dropped ?? 0,
                $"last one for {broker?.Behind}; they come again"),
            new NoticeShape("broker-refused", broker is null ? 0 : broker.CutOff + broker.NoRoom,
                "see counters at /readyz"),
        }.Where(n => n.Count > 0),
    ];

    private static NoticeShape Missing(FleetReport fleet)
    {
        var devices = fleet.Devices.Where(d => d.Missing > 0).ToList();
        return Named("missing", devices, d => $"{d.Device}: {d.Missing}") with
        {
            Count = devices.Sum(d => d.Missing),
        };
    }

    private static NoticeShape Named<T>(string code, IEnumerable<T> items, Func<T, object> name)
    {
        var all = items.ToList();
        var named = string.Join(", ", all.Take(MostNamed).Select(name));
        return new(code, all.Count, all.Count <= MostNamed ? named : $"{named}, …");
    }
}
