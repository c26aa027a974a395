using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Fleet;

/// <summary>What is known of one device.</summary>
/// <param name="Device">The device.</param>
/// <param name="Post">Where the registry has it; null: unknown, its ratings are in quarantine.</param>
/// <param name="HeardAs">Outlet of the topic it was heard on; null when never heard.</param>
/// <param name="State">How it is doing.</param>
/// <param name="Since">When it came into this state; null when never heard.</param>
/// <param name="LastHeard">Last status or entry; null when never heard.</param>
/// <param name="LastEntry">When the newest counted entry was committed here; null when none since
/// start.</param>
/// <param name="HeldUpTo">When the newest entry held was made, as placed; null when none since start and none
/// today.</param>
/// <param name="Said">Its last full status; null when none was heard.</param>
/// <param name="Journals">Its journals, the one it writes now first.</param>
internal sealed record DeviceReport(
    DeviceId Device, Post? Post, OutletId? HeardAs, DeviceState State, DateTimeOffset? Since,
    DateTimeOffset? LastHeard, DateTimeOffset? LastEntry, DateTimeOffset? HeldUpTo, Status? Said,
    IReadOnlyList<JournalAccount> Journals)
{
    /// <summary>Entries the device has and the branch does not.</summary>
    public long Missing => Journals.Sum(j => j.Missing);

    /// <summary>When its teller signed on, by this collector's clock; null where the device cannot
    /// tell.</summary>
    public DateTimeOffset? SignedOn { get; init; }

    /// <summary>True where it says so and is there: no customer can rate at it now.</summary>
    public bool InService => State == DeviceState.Connected && Said?.InService == true;

    /// <summary>True where it stands at another outlet than it sends for: every batch is refused.</summary>
    public bool WrongOutlet => Post is not null && HeardAs is { } outlet && outlet != Post.Outlet;
}

/// <summary>One journal, accounted for: what the device wrote against what is held.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Device">Whose it is.</param>
/// <param name="Held">Last number committed here; 0 for none.</param>
/// <param name="Written">Last number the device says it wrote; null when it did not say so of this
/// one.</param>
/// <param name="Current">True for the journal the device writes now.</param>
internal sealed record JournalAccount(
    JournalId Journal, DeviceId Device, long Held, long? Written, bool Current)
{
    /// <summary>
    /// Entries written and not held, as of the device's last word; 0 where it has not said.
    /// </summary>
    public long Missing => Math.Max(0, (Written ?? 0) - Held);
}

/// <summary>
/// A teller in the journals whom the registry does not have; counted under the id all the same.
/// </summary>
/// <param name="Teller">The id.</param>
/// <param name="Device">Where last.</param>
/// <param name="LastSeen">When last, collector's clock.</param>
/// <param name="Entries">Entries today and since this collector started.</param>
internal sealed record UnknownTeller(TellerId Teller, DeviceId Device, DateTimeOffset LastSeen, long Entries);

/// <summary>The whole fleet at one moment.</summary>
/// <param name="Devices">Registered devices by outlet, counter and id, then unknown ones by id.</param>
/// <param name="UnknownTellers">By id.</param>
/// <param name="Untracked">Unknown devices and tellers not listed because there were too many.</param>
internal sealed record FleetReport(
    IReadOnlyList<DeviceReport> Devices, IReadOnlyList<UnknownTeller> UnknownTellers, long Untracked)
{
    /// <summary>Every journal accounted for; those of devices that are gone from the registry too.</summary>
    public IReadOnlyList<JournalAccount> Journals(IReadOnlyList<JournalState> held)
    {
        var accounts = Devices.SelectMany(d => d.Journals).ToList();
        var seen = accounts.Select(a => a.Journal).ToHashSet();
        return [.. accounts, .. held.Where(j => !seen.Contains(j.Journal))
            .Select(j => new JournalAccount(j.Journal, j.Device, j.Head, null, false))];
    }
}
