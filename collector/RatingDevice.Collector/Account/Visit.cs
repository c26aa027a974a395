using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Account;

/// <summary>What became of a served customer; exactly one.</summary>
internal enum Outcome
{
    /// <summary>Asked, and rated.</summary>
    Rated,

    /// <summary>Asked, and did not rate.</summary>
    Unrated,

    /// <summary>Not asked, though the device worked.</summary>
    NeverAsked,

    /// <summary>Not asked, and the device was down.</summary>
    DeviceDown,

    /// <summary>Withdrawn by the feed.</summary>
    Void,
}

/// <summary>A served customer, accounted for.</summary>
/// <param name="Row">What the feed told.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Invitations">Those this customer explains: the one that decided first.</param>
/// <param name="Slot">Where it counts.</param>
/// <param name="Post">Where it counts; <see cref="Nowhere"/> for what nobody knows.</param>
/// <param name="Teller">By whom; null: nobody knows.</param>
internal sealed record Visit(
    ServedRow Row, Outcome Outcome, IReadOnlyList<Invitation> Invitations, HourSlot Slot, Post Post,
    TellerId? Teller)
{
    /// <summary>Asked or not, where the device worked; null where that is no question.</summary>
    public bool? Asked => Outcome switch
    {
        Outcome.Rated or Outcome.Unrated => true,
        Outcome.NeverAsked => false,
        _ => null,
    };

    /// <summary>From ticket to call; null where it is not known or no time.</summary>
    public TimeSpan? Waited => Time(Row.Issued, Row.Called);

    /// <summary>From call to end; null where it is not known or no time.</summary>
    public TimeSpan? Worked => Time(Row.Called, Row.Finished);

    /// <summary>Times that are known and not used: the later end before the earlier, or over a day.</summary>
    public int Unusable => (Known(Row.Issued, Row.Called) && Waited is null ? 1 : 0)
        + (Known(Row.Called, Row.Finished) && Worked is null ? 1 : 0);

    private static bool Known(DateTimeOffset? from, DateTimeOffset? to) => from is not null && to is not null;

    private static TimeSpan? Time(DateTimeOffset? from, DateTimeOffset? to) =>
        from is { } f && to is { } t && ServiceSpan.IsTime(f, t) ? t - f : null;
}

/// <summary>Stands where a counter or a device is not known; no registry needs such an id.</summary>
internal static class Nowhere
{
    public static CounterId Counter { get; } = CounterId.Parse("-");

    public static DeviceId Device { get; } = DeviceId.Parse("-");

    public static Post At(OutletId outlet) => new(outlet, Counter, Device);
}
