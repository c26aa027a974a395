using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Account;

/// <summary>
/// Which invitations each served customer explains: by ticket first, then by counter and time, nearest first.
/// A customer explains one rating, and an invitation is explained once. The order of the rows is of no
/// matter.
/// </summary>
internal sealed class Matching
{
    /// <summary>Invitations looked at for one customer, the nearest; more come within one service from
    /// nobody.</summary>
    private const int MostNear = 64;

    private readonly Dictionary<ServiceId, List<Invitation>> _explained = [];

    private Matching(IReadOnlyList<ServedRow> rows, IReadOnlyList<Invitation> invitations)
    {
        var tickets = rows.Select(r => r.Ticket).ToHashSet();
        var named = invitations.Where(i => i.Service is { } s && tickets.Contains(s)).ToList();
        foreach (var group in named.GroupBy(i => i.Service!.Value)) _explained[group.Key] = Sorted(group);
        // who carries another customer's ticket was not asked for this one
        var free = invitations.Except(named).ToList();
        var open = rows.Where(r => !_explained.ContainsKey(r.Ticket)).ToList();
        var taken = Near(open.Where(r => r.Void is null), free);
        Near(open.Where(r => r.Void is not null), [.. free.Where(i => !taken.Contains(i))]);
        var explained = _explained.Values.SelectMany(e => e).ToHashSet();
        Unexplained = [.. invitations.Where(i => !explained.Contains(i))];
    }

    /// <summary>Invitations that no served customer explains.</summary>
    public IReadOnlyList<Invitation> Unexplained { get; }

    public static Matching Of(IReadOnlyList<ServedRow> rows, IReadOnlyList<Invitation> invitations) =>
        new(rows, invitations);

    /// <summary>Those a customer explains, the one that decides first; none for one who was not
    /// asked.</summary>
    public IReadOnlyList<Invitation> Explained(ServedRow row) =>
        _explained.GetValueOrDefault(row.Ticket) ?? [];

    /// <summary>
    /// One customer is asked again where the first invitation timed out, but rates once: of several ratings
    /// with one ticket the first is explained.
    /// </summary>
    private static List<Invitation> Sorted(IEnumerable<Invitation> ofOneTicket)
    {
        var rated = ofOneTicket.Where(i => i.Counted is not null).Take(1);
        return [.. rated, .. ofOneTicket.Where(i => i.Counted is null)];
    }

    private HashSet<Invitation> Near(IEnumerable<ServedRow> rows, IReadOnlyList<Invitation> free)
    {
        var byCounter = free.ToLookup(i => i.Post.Counter);
        var byTeller = free.ToLookup(i => i.Teller);
        var pairs =
            from row in rows
            let span = ServiceSpan.Of(row)
            where span is not null
            let there = row.Counter is { } counter ? byCounter[counter]
                : row.Teller is { } teller ? byTeller[teller] : []
            from near in There(there, span.Value)
            orderby near.Away, row.Ticket, near.Invitation.Journal, near.Invitation.N
            select (row.Ticket, near.Invitation);
        var taken = new HashSet<Invitation>();
        foreach (var (ticket, invitation) in pairs)
        {
            if (_explained.ContainsKey(ticket) || !taken.Add(invitation)) continue;
            _explained[ticket] = [invitation];
        }

        return taken;
    }

    private static IEnumerable<(TimeSpan Away, Invitation Invitation)> There(
        IEnumerable<Invitation> there, ServiceSpan span) =>
        (from i in there
         where i.At >= span.From && i.At <= span.To + ServiceSpan.Slack
         let away = (i.At - span.Likely).Duration()
         orderby away, i.Journal, i.N
         select (away, i)).Take(MostNear);
}
