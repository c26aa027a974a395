using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Account;

/// <summary>
/// The account of an outlet's business day: every customer the feed told of is a visit with one outcome, so
/// it closes to zero whatever was told and pressed.
/// </summary>
/// <param name="Day">What it was made of.</param>
/// <param name="Visits">A visit a served row, in order of ticket.</param>
/// <param name="Invitations">All of the day, in order of time.</param>
/// <param name="Unexplained">Those no customer explains; all of them where no feed told of the day.</param>
internal sealed record DayAccount(
    OutletDay Day, IReadOnlyList<Visit> Visits, IReadOnlyList<Invitation> Invitations,
    IReadOnlyList<Invitation> Unexplained)
{
    /// <summary>True where a feed told of the day.</summary>
    public bool Fed => Visits.Count > 0;

    public static DayAccount Of(OutletDay day)
    {
        var invitations = Invitation.Of(day.Events);
        var matching = Matching.Of(day.Served, invitations);
        var (downtime, signedOn) = (Downtime.Of(day), SignedOn.Of(day));
        var devices = day.Events.Select(e => e.Post).Concat(day.Moments.Select(m => m.Post)).Distinct()
            .OrderBy(p => p.Device).ToLookup(p => p.Counter);
        return new(
            day,
            [.. day.Served.OrderBy(r => r.Ticket).Select(Visit)],
            invitations, matching.Unexplained);

        Visit Visit(ServedRow row)
        {
            var explained = matching.Explained(row);
            var first = explained.Count > 0 ? explained[0] : null;
            var counter = row.Counter ?? first?.Post.Counter;
            var outcome = row.Void is not null ? Outcome.Void
                : first is not null ? first.Counted is null ? Outcome.Unrated : Outcome.Rated
                : downtime.During(counter, ServiceSpan.Of(row)) ? Outcome.DeviceDown : Outcome.NeverAsked;
            return new(
                row, outcome, explained, Slot(day, row), Post(counter, first),
                row.Teller ?? first?.Teller ?? Teller(row, counter));
        }

        // the device of the invitation stands at another counter only where the ticket alone tells
        Post Post(CounterId? counter, Invitation? first) =>
            first is not null && first.Post.Counter == counter ? first.Post
            : counter is { } there ? devices[there].FirstOrDefault()
                ?? new(day.Outlet, there, Nowhere.Device)
            : Nowhere.At(day.Outlet);

        TellerId? Teller(ServedRow row, CounterId? counter) =>
            counter is { } there && (row.Finished ?? row.Called) is { } at ? signedOn.At(there, at) : null;
    }

    /// <summary>The hour of the call, else of the ticket, else of the end; always on the row's own
    /// day.</summary>
    private static HourSlot Slot(OutletDay day, ServedRow row) =>
        (row.Called ?? row.Issued ?? row.Finished) is { } at
            ? new(day.Day, BusinessDay.Slot(at, day.Rules).Hour) : new(day.Day, 0);
}
