using RatingDevice.Collector.Broker;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>All devices.</summary>
internal sealed record DevicesAnswer(
    IReadOnlyList<DeviceShape> Devices, IReadOnlyList<UnknownTellerShape> UnknownTellers, long Untracked,
    IReadOnlyList<DoubleSignOnShape> DoubleSignOns);

/// <summary>All journals, each against what its device says it wrote.</summary>
internal sealed record JournalsAnswer(IReadOnlyList<JournalShape> Journals, long Missing);

/// <summary>A refused payload.</summary>
internal sealed record RefusedShape(
    DateTimeOffset Received, string Topic, string Reason, string Detail, int Size, string HeadBase64);

/// <summary>Refused payloads, newest first.</summary>
/// <param name="Payloads">At most as many as asked for.</param>
/// <param name="PushedOut">Older ones no longer kept, since the store was made.</param>
/// <param name="NotKept">Not kept because too many came at once, since start.</param>
internal sealed record QuarantineAnswer(IReadOnlyList<RefusedShape> Payloads, long PushedOut, long NotKept);

/// <summary>A command was handed to the broker; whether it was done, the device's journal tells.</summary>
/// <param name="CommandId">Of the command.</param>
/// <param name="Elsewhere">Devices at which that teller is signed on already; for sign-on.</param>
internal sealed record CommandAnswer(string CommandId, IReadOnlyList<string> Elsewhere);

/// <summary>The body of a command.</summary>
internal sealed record CommandBody(string? Service = null, string? Teller = null);

/// <summary>The process runs.</summary>
internal sealed record HealthAnswer(string Status, string Version);

/// <summary>Whether the collector can do its work, and what hinders it.</summary>
internal sealed record ReadyAnswer(bool Ready, IReadOnlyList<string> Hindered, CountersShape Counters);

/// <summary>What was taken, refused and lost since start; every limit that was hit shows here.</summary>
internal sealed record CountersShape(
    long Messages, long Batches, long Entries, long Duplicates, long Gaps, long Refused,
    long QuarantineSkipped, long StoreFailures, long IntakeOverflow, int RegistryProblems, int Viewers,
    long ViewersDropped, long ViewersRefused, long DaysSettled, int DaysWaiting, long DaysWaitingSeconds,
    long SettlingFailures, BrokerShape? Broker);

/// <summary>What our own broker did not do; null where the broker alone knows.</summary>
/// <param name="Dropped">Messages not passed on, as their receiver was behind.</param>
/// <param name="Behind">The receiver of the last of them.</param>
/// <param name="CutOff">Connections ended for asking without reading the answers.</param>
/// <param name="NoRoom">Connections refused, as many as allowed being open.</param>
/// <param name="Denied">Requests against the access rules.</param>
internal sealed record BrokerShape(long Dropped, string? Behind, long CutOff, long NoRoom, long Denied)
{
    public static BrokerShape? Of(BrokerCounters? counters) => counters is not { } c ? null
        : new(c.Dropped, c.Behind, c.CutOff, c.NoRoom, c.Denied);
}
