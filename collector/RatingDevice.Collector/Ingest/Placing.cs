using RatingDevice.Collector.Account;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Ingest;

/// <summary>An invitation's place in the rollups.</summary>
internal readonly record struct InvitedSlot(long N, HourSlot Slot);

/// <summary>
/// Turns a journal's lines into typed rows. The same lines with the same anchors, post and rules give the
/// same rows: that is how verification makes them again.
/// </summary>
internal static class Placing
{
    /// <summary>
    /// When an entry happened: by its own synced clock, otherwise by the anchor of its boot.
    /// </summary>
    public static DateTimeOffset At(Entry entry, BootAnchor? anchor) => Moment.Placed(
        entry.Clock == ClockQuality.Synced || anchor is null
            ? entry.At.ToUnixTimeMilliseconds()
            : anchor.Began.ToUnixTimeMilliseconds() + (long)entry.Up.TotalMilliseconds);

    /// <summary>The typed row of an entry; null for a kind that does not count.</summary>
    /// <param name="entry">Read from its line.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="anchor">Of its boot; null where none is needed.</param>
    /// <param name="post">Where the device stood.</param>
    /// <param name="rules">The outlet's.</param>
    /// <param name="invited">The slot of an invitation by its number; null where that line is none.</param>
    public static CounterEvent? Event(
        Entry entry, JournalId journal, BootAnchor? anchor, Post post, OutletRules rules,
        Func<long, HourSlot?> invited)
    {
        if (entry is not (Invited or Rated or Unrated or Stray)) return null;
        var at = At(entry, anchor);
        var by = entry.Clock == ClockQuality.Synced || anchor is null ? PlacedBy.Clock : anchor.By;
        switch (entry)
        {
            case Invited i:
                return new CounterEvent(
                    journal, i.N, EventKind.Invited, post, i.Teller, i.Service, at, by,
                    BusinessDay.Slot(at, rules), i.N, null, null, null, null, i.By, 1);
            case Rated r:
                return new CounterEvent(
                    journal, r.N, EventKind.Rated, post, r.Teller, r.Service, at, by,
                    invited(r.Invited) ?? SlotBefore(at, r.After, rules), r.Invited, r.Level, Ms(r.After),
                    r.Was, r.Replaces, r.By, 1);
            case Unrated u:
                return new CounterEvent(
                    journal, u.N, EventKind.Unrated, post, u.Teller, u.Service, at, by,
                    invited(u.Invited) ?? SlotBefore(at, u.After ?? TimeSpan.Zero, rules), u.Invited, null,
                    u.After is { } after ? Ms(after) : null, null, null, u.By, 1);
            case Stray s:
                return new CounterEvent(
                    journal, s.N, EventKind.Stray, post, s.Teller, null, at, by,
                    BusinessDay.Slot(at, rules), 0, s.Level, null, null, null, null, s.Count);
            default:
                return null;
        }
    }

    /// <summary>What an entry tells of the device itself; null for a kind that tells nothing.</summary>
    public static DeviceMoment? Told(
        Entry entry, JournalId journal, BootAnchor? anchor, Post post, OutletRules rules)
    {
        return entry switch
        {
            Boot => Of(MomentKind.Boot, null, null),
            Fault f => Of(f.Raised ? MomentKind.FaultRaised : MomentKind.FaultCleared, null, f.Code),
            SignOn s => Of(MomentKind.SignOn, s.Teller, null),
            SignOff s => Of(MomentKind.SignOff, s.Teller, null),
            ServiceMode m => Of(m.On ? MomentKind.ServiceBegan : MomentKind.ServiceEnded, m.Teller, null),
            Test => Of(MomentKind.TestPress, null, null),
            SignOnRefused => Of(MomentKind.SignOnRefused, null, null),
            _ => null,
        };

        DeviceMoment Of(MomentKind kind, TellerId? teller, FaultCode? code)
        {
            var at = At(entry, anchor);
            return new(journal, entry.N, kind, post, teller, code, at, BusinessDay.Slot(at, rules));
        }
    }

    /// <summary>
    /// The slot of an invitation that lies further back; null where the line is no invitation.
    /// </summary>
    public static HourSlot? Invitation(HeldLine? line, IReadOnlyDictionary<BootId, BootAnchor> anchors) =>
        line?.Read() is Invited entry
            ? BusinessDay.Slot(At(entry, anchors.GetValueOrDefault(entry.Boot)), line.Segment.Rules)
            : null;

    private static HourSlot SlotBefore(DateTimeOffset at, TimeSpan after, OutletRules rules) =>
        BusinessDay.Slot(Moment.Placed(at.ToUnixTimeMilliseconds() - Ms(after)), rules);

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;
}
