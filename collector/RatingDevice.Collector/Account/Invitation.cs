using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Account;

/// <summary>An invitation with what came of it.</summary>
/// <param name="Journal">Its journal.</param>
/// <param name="N">Its number there.</param>
/// <param name="At">When the customer was asked.</param>
/// <param name="Events">All rows that name it, in order of number.</param>
internal sealed record Invitation(
    JournalId Journal, long N, DateTimeOffset At, IReadOnlyList<CounterEvent> Events)
{
    public Post Post => Events[0].Post;

    public TellerId? Teller => Events[0].Teller;

    public ServiceId? Service => Events[0].Service;

    public HourSlot Slot => Events[0].Slot;

    /// <summary>The first press; null where nobody pressed.</summary>
    public CounterEvent? First { get; } = Events.FirstOrDefault(e => e.Kind == EventKind.Rated);

    /// <summary>The press that counts: the last one.</summary>
    public CounterEvent? Counted { get; } = Events.LastOrDefault(e => e.Kind == EventKind.Rated);

    /// <summary>When it closed: the last press, or without one; null while it is open.</summary>
    public DateTimeOffset? Closed { get; } =
        Events.LastOrDefault(e => e.Kind is EventKind.Rated or EventKind.Unrated)?.At;

    /// <summary>Every invitation of some rows, in order of time, journal and number.</summary>
    public static IReadOnlyList<Invitation> Of(IEnumerable<CounterEvent> events) =>
    [
        .. from e in events
           where e.Kind != EventKind.Stray
           group e by (e.Journal, e.Invited) into one
           let rows = one.OrderBy(e => e.N).ToList()
           let asked = rows[0].Kind == EventKind.Invited
               ? rows[0].At : rows[0].At.AddMilliseconds(-(rows[0].AfterMs ?? 0))
           orderby asked, one.Key.Journal, one.Key.Invited
           select new Invitation(one.Key.Journal, one.Key.Invited, asked, rows),
    ];
}
