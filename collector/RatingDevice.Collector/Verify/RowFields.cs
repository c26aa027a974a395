using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Verify;

/// <summary>What a typed row says, in the words of a report.</summary>
internal static class RowFields
{
    public static IEnumerable<(string Name, object? Value)> Of(CounterEvent row) =>
    [
        ("kind", row.Kind), ("post", row.Post), ("teller", row.Teller), ("service", row.Service),
        ("at", row.At), ("placed by", row.By), ("hour", row.Slot), ("invited", row.Invited),
        ("level", row.Level), ("after", row.AfterMs), ("was", row.Was), ("replaces", row.Replaces),
        ("by", row.Trigger), ("count", row.Count),
    ];

    public static IEnumerable<(string Name, object? Value)> Of(DeviceMoment row) =>
    [
        ("kind", row.Kind), ("post", row.Post), ("teller", row.Teller), ("code", row.Code), ("at", row.At),
        ("hour", row.Slot),
    ];
}
