using RatingDevice.Hosting;

namespace RatingDevice.Bench.Stacks;

/// <summary>What is still there when the power has gone, as the code of each adapter has it.</summary>
internal static class Promises
{
    internal static IEnumerable<(string Key, string What, string Promise)> Of(
        string store, StackName stack) =>
    [
        ("powerDevice", "power cut at a device", "every press thanked for: synced before the thanks"),
        ("powerStore", "power cut at the collector", store switch
        {
            "SQLite" => "every entry acknowledged: SQLite, log synced at each commit",
            "LiteDB" => "every entry acknowledged: LiteDB, its log sealed and synced at each commit",
            _ => store,
        }),
        ("powerBroker", "  what its broker held", stack == StackName.System
            ? "nothing: mosquitto without persistence; devices send again"
            : "nothing: in the collector's memory; devices send again"),
    ];
}
