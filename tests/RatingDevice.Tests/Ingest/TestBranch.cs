using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

/// <summary>
/// A small registry: outlet o-1 in Shanghai with devices d-1 to d-4, o-2 in Zurich with d-9.
/// </summary>
internal static class TestBranch
{
    public static OutletRules Shanghai { get; } =
        new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), 0);

    public static OutletRules Zurich { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich"), 4);

    public static BranchRegistry Registry { get; } = With(null);

    /// <summary>The same with a key pinned for d-1.</summary>
    public static BranchRegistry With(Digest? pinned, OutletRules? rules = null) => new(
        [
            new OutletRecord(OutletId.Parse("o-1"), "一号网点", rules ?? Shanghai),
            new OutletRecord(OutletId.Parse("o-2"), "Zwei", Zurich),
        ],
        [
            new CounterRecord(CounterId.Parse("c-1"), OutletId.Parse("o-1"), "1号柜"),
            new CounterRecord(CounterId.Parse("c-9"), OutletId.Parse("o-2"), "9"),
        ],
        [
            new DeviceRecord(Post("d-1"), pinned), new DeviceRecord(Post("d-2"), null),
            new DeviceRecord(Post("d-3"), null), new DeviceRecord(Post("d-4"), null),
            new DeviceRecord(Post("d-9", "o-2", "c-9"), null),
        ],
        []);

    public static Post Post(string device, string outlet = "o-1", string counter = "c-1") =>
        new(OutletId.Parse(outlet), CounterId.Parse(counter), DeviceId.Parse(device));
}
