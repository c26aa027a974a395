using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Figures;

/// <summary>
/// How much of what devices wrote is held. Numbers in a journal have no gaps and the collector takes none, so
/// only its end can be missing: what a device says it wrote and has not delivered.
/// </summary>
/// <param name="Held">Entries held.</param>
/// <param name="Missing">Entries written and not held; null where nobody listens to the devices.</param>
/// <param name="SilentDays">Days on which a device of the registry wrote nothing while its outlet was at
/// work: whether it had anything to say is not known.</param>
internal sealed record Coverage(long Held, long? Missing, long SilentDays)
{
    /// <summary>Entries that should be held.</summary>
    public long? Expected => Held + Missing;

    /// <summary>Held of expected, percent, down.</summary>
    public decimal? Percent => Expected is { } all ? new Proportion(Held, all).Percent : null;
}

/// <summary>The end of a device's journals that is missing.</summary>
/// <param name="Post">Where the device stands.</param>
/// <param name="First">Business day of the last entry held: none of the missing is older.</param>
/// <param name="Last">Business day on which the device last said so: none is younger.</param>
/// <param name="Missing">How many.</param>
internal sealed record MissingEnd(Post Post, DateOnly First, DateOnly Last, long Missing)
{
    /// <summary>All of them as the fleet knows.</summary>
    public static IReadOnlyList<MissingEnd> Of(FleetReport fleet, BranchRegistry registry) =>
    [
        .. from device in fleet.Devices
           where device.Missing > 0
           from post in new[] { device.Post }.OfType<Post>()
           let rules = registry.Outlet(post.Outlet)
           let last = BusinessDay.Slot(device.LastHeard ?? DateTimeOffset.UnixEpoch, rules).Day
           let first = device.HeldUpTo is { } at ? BusinessDay.Slot(at, rules).Day : last
           select new MissingEnd(post, first < last ? first : last, last, device.Missing),
    ];
}

/// <summary>Coverage of a part of the branch in a period.</summary>
/// <param name="registry">Which devices there should be.</param>
/// <param name="ends">What is missing; null where nobody listens to the devices.</param>
internal sealed class CoverageReader(BranchRegistry registry, IReadOnlyList<MissingEnd>? ends)
{
    private readonly ILookup<OutletId, Post> _posts =
        registry.Devices.Select(d => d.Post).ToLookup(p => p.Outlet);

    private readonly Ends? _ends = ends is null ? null : new(ends, ends.ToLookup(e => e.Post.Outlet));

    /// <summary>One device on one business day.</summary>
    /// <param name="sums">Of that device and day.</param>
    /// <param name="device">Which.</param>
    /// <param name="day">Which.</param>
    public Coverage Of(IReadOnlyDictionary<string, long> sums, DeviceId device, DateOnly day) => new(
        sums.GetValueOrDefault(Measures.Entries),
        _ends?.All.Where(e => e.Post.Device == device && e.First <= day && day <= e.Last)
            .Sum(e => e.Missing),
        sums.GetValueOrDefault(Measures.DeviceDay) == 0 && registry.Find(device) is not null ? 1 : 0);

    /// <param name="sums">Of the part: its entries and days.</param>
    /// <param name="outletDays">Days on which anything happened, by outlet.</param>
    /// <param name="period">When.</param>
    /// <param name="outlet">The part; null for all.</param>
    /// <param name="counter">The part; null for all.</param>
    /// <param name="within">Whose ends count, where no outlet is named; null for all.</param>
    public Coverage Of(
        IReadOnlyDictionary<string, long> sums, Func<OutletId, long> outletDays, Period period,
        OutletId? outlet, CounterId? counter, Func<OutletId, bool>? within = null)
    {
        long DeviceDays(OutletId at) =>
            outletDays(at) * _posts[at].Count(p => counter is null || p.Counter == counter);
        var expectedDays = outlet is { } one ? DeviceDays(one) : _posts.Sum(o => DeviceDays(o.Key));
        var missing = (outlet is { } here ? _ends?.Of[here] : _ends?.All)?.Where(e =>
                (counter is null || e.Post.Counter == counter) && within?.Invoke(e.Post.Outlet) != false
                && e.First <= period.To && period.From <= e.Last)
            .Sum(e => e.Missing);
        return new(
            sums.GetValueOrDefault(Measures.Entries), missing,
            Math.Max(0, expectedDays - sums.GetValueOrDefault(Measures.DeviceDay))
                + sums.GetValueOrDefault(Measures.SilentDay));
    }

    /// <summary>Of a unit of a bank.</summary>
    /// <param name="sums">Of the unit.</param>
    /// <param name="period">When.</param>
    /// <param name="within">Which ends are of its outlets.</param>
    public Coverage OfUnit(
        IReadOnlyDictionary<string, long> sums, Period period, Func<MissingEnd, bool> within) => new(
        sums.GetValueOrDefault(Measures.Entries),
        _ends?.All.Where(e => e.First <= period.To && period.From <= e.Last && within(e)).Sum(e => e.Missing),
        sums.GetValueOrDefault(Measures.SilentDay));

    private sealed record Ends(IReadOnlyList<MissingEnd> All, ILookup<OutletId, MissingEnd> Of);
}
