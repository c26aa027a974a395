using RatingDevice.Wire;

namespace RatingDevice.Collector.Fleet;

/// <summary>
/// What was heard of a device so far. Every change is a new value; nothing here reads a clock.
/// </summary>
/// <param name="Outlet">Of the topic.</param>
/// <param name="State">Of the last status that counted.</param>
/// <param name="Session">Of the last status that counted.</param>
/// <param name="Since">When it came into this state.</param>
/// <param name="LastHeard">Last status or entry.</param>
/// <param name="LastHeardStamp">The same as a timestamp, for durations.</param>
internal sealed record HeardDevice(
    OutletId Outlet, LinkState State, long Session, DateTimeOffset Since, DateTimeOffset LastHeard,
    long LastHeardStamp)
{
    /// <summary>The last status of the device's own; a will says nothing but that it is gone.</summary>
    public Status? Said { get; init; }

    /// <summary>When the teller signed on, by this collector's clock; null where the device cannot
    /// tell.</summary>
    public DateTimeOffset? SignedOn { get; init; }

    /// <summary>Newest counted entry committed.</summary>
    public DateTimeOffset? LastEntry { get; init; }

    /// <summary>
    /// Takes a status in. A will of an older session than the last status is history: the device has come
    /// back since, and the broker was late. A lower session in the device's own words is no will: it was set
    /// up anew.
    /// </summary>
    /// <returns>The same instance where the status is history.</returns>
    public static HeardDevice Take(
        HeardDevice? before, OutletId outlet, Status status, DateTimeOffset now, long stamp)
    {
        if (before is null)
        {
            return new(outlet, status.State, status.Session, now, now, stamp)
            {
                Said = Own(status), SignedOn = now - status.SignedOnFor,
            };
        }

        if (status.State == LinkState.Lost && status.Session < before.Session) return before;
        return before with
        {
            Outlet = outlet,
            State = status.State,
            Session = status.Session,
            Since = status.State == before.State ? before.Since : now,
            LastHeard = now,
            LastHeardStamp = stamp,
            Said = Own(status) ?? before.Said,
            SignedOn = Own(status) is null ? before.SignedOn : now - status.SignedOnFor,
        };
    }

    /// <summary>
    /// Takes a committed entry in: whoever sends is there, even where the status has not come yet.
    /// </summary>
    public static HeardDevice Take(
        HeardDevice? before, OutletId outlet, DateTimeOffset now, long stamp) =>
        (before ?? new(outlet, LinkState.Online, 0, now, now, stamp)) with
        {
            LastHeard = now,
            LastHeardStamp = stamp,
            LastEntry = now,
        };

    /// <summary>How the device is doing after having been quiet for a while.</summary>
    public DeviceState StateAfter(TimeSpan quiet, TimeSpan silentAfter) => State switch
    {
        LinkState.Lost => DeviceState.Lost,
        LinkState.Stopped => DeviceState.Stopped,
        _ => quiet > silentAfter ? DeviceState.Silent : DeviceState.Connected,
    };

    private static Status? Own(Status status) => status.State == LinkState.Lost ? null : status;
}
