namespace RatingDevice.Wire;

/// <summary>
/// Reads the four kinds that make up nearly all lines when they are written as this program writes them: no
/// blanks, no escapes, fields in order. A branch that drains its counters reads tens of thousands of lines a
/// second, and the JSON reader was the largest part of its work. Whatever looks different in any way is left
/// to the JSON reader, which alone decides what is wrong; tests hold the two equal.
/// </summary>
internal static class CanonicalEntry
{
    /// <summary>The entry; null for "ask the JSON reader", never for "bad".</summary>
    public static Entry? Read(ReadOnlySpan<byte> line)
    {
        var c = new CanonicalCursor(line);
        if (!c.Take("{\"kind\":\""u8) || !c.Text(out var kind)) return null;
        if (!Head.TryRead(ref c, out var head)) return null;
        Entry? entry = kind.SequenceEqual("rated"u8) ? ReadRated(ref c, head)
            : kind.SequenceEqual("invited"u8) ? ReadInvited(ref c, head)
            : kind.SequenceEqual("unrated"u8) ? ReadUnrated(ref c, head)
            : kind.SequenceEqual("stray"u8) ? ReadStray(ref c, head)
            : null;
        return entry is not null && c.Take("}"u8) && c.AtEnd ? entry : null;
    }

    private static Invited? ReadInvited(ref CanonicalCursor c, in Head h) =>
        Teller(ref c, out var teller) && Service(ref c, out var service) && By(ref c, out var by)
            ? new Invited
            {
                N = h.N, P = h.P, At = h.At, Boot = h.Boot, Up = h.Up, Clock = h.Clock,
                Teller = teller, Service = service, By = by,
            }
            : null;

    private static Rated? ReadRated(ref CanonicalCursor c, in Head h)
    {
        if (!Teller(ref c, out var teller) || !Service(ref c, out var service)) return null;
        if (!c.Take(",\"invited\":"u8) || !c.Number(out var invited)) return null;
        if (!c.Take(",\"level\":\""u8) || !c.Id<LevelKind>(out var level)) return null;
        if (!c.Take(",\"after\":"u8) || !c.Milliseconds(out var after) || !By(ref c, out var by)) return null;
        var (replaces, was) = (default(long?), default(LevelCode?));
        if (c.Take(",\"replaces\":"u8))
        {
            if (!c.Number(out var n) || !c.Take(",\"was\":\""u8) || !c.Id<LevelKind>(out var w)) return null;
            (replaces, was) = (n, w);
        }

        return new Rated
        {
            N = h.N, P = h.P, At = h.At, Boot = h.Boot, Up = h.Up, Clock = h.Clock,
            Teller = teller, Service = service, Invited = invited, Level = level, After = after, By = by,
            Replaces = replaces, Was = was,
        };
    }

    private static Unrated? ReadUnrated(ref CanonicalCursor c, in Head h)
    {
        if (!Teller(ref c, out var teller) || !Service(ref c, out var service)) return null;
        if (!c.Take(",\"invited\":"u8) || !c.Number(out var invited)) return null;
        TimeSpan? after = null;
        if (c.Take(",\"after\":"u8))
        {
            if (!c.Milliseconds(out var time)) return null;
            after = time;
        }

        if (!By(ref c, out var by) || !c.Take(",\"reason\":\""u8) || !c.Text(out var text)) return null;
        return Reason(text) is { } reason
            ? new Unrated
            {
                N = h.N, P = h.P, At = h.At, Boot = h.Boot, Up = h.Up, Clock = h.Clock,
                Teller = teller, Service = service, Invited = invited, After = after, By = by,
                Reason = reason,
            }
            : null;
    }

    private static Stray? ReadStray(ref CanonicalCursor c, in Head h) =>
        Teller(ref c, out var teller)
        && c.Take(",\"level\":\""u8) && c.Id<LevelKind>(out var level)
        && c.Take(",\"count\":"u8) && c.Number(out var count) && count <= int.MaxValue
            ? new Stray
            {
                N = h.N, P = h.P, At = h.At, Boot = h.Boot, Up = h.Up, Clock = h.Clock,
                Teller = teller, Level = level, Count = (int)count,
            }
            : null;

    private static bool Teller(ref CanonicalCursor c, out TellerId? teller)
    {
        teller = null;
        if (!c.Take(",\"teller\":\""u8)) return true;
        if (!c.Id<TellerKind>(out var id)) return false;
        teller = id;
        return true;
    }

    private static bool Service(ref CanonicalCursor c, out ServiceId? service)
    {
        service = null;
        if (!c.Take(",\"service\":\""u8)) return true;
        if (!c.Id<ServiceKind>(out var id)) return false;
        service = id;
        return true;
    }

    private static bool By(ref CanonicalCursor c, out Trigger by)
    {
        by = default;
        if (!c.Take(",\"by\":\""u8)) return false;
        by = c.Take("queue\""u8) ? Trigger.Queue
            : c.Take("counter-pc\""u8) ? Trigger.CounterPc
            : Trigger.Panel;
        return by != Trigger.Panel || c.Take("panel\""u8);
    }

    private static UnratedReason? Reason(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("timed-out"u8) ? UnratedReason.TimedOut
        : text.SequenceEqual("cancelled"u8) ? UnratedReason.Cancelled
        : text.SequenceEqual("teller-changed"u8) ? UnratedReason.TellerChanged
        : text.SequenceEqual("restarted"u8) ? UnratedReason.Restarted
        : text.SequenceEqual("fault"u8) ? UnratedReason.Fault
        : null;

    private readonly struct Head
    {
        public long N { get; private init; }

        public Digest P { get; private init; }

        public DateTimeOffset At { get; private init; }

        public BootId Boot { get; private init; }

        public TimeSpan Up { get; private init; }

        public ClockQuality Clock { get; private init; }

        public static bool TryRead(ref CanonicalCursor c, out Head head)
        {
            head = default;
            if (!c.Take(",\"n\":"u8) || !c.Number(out var n)) return false;
            if (!c.Take(",\"p\":\""u8) || !c.Digest(out var p)) return false;
            if (!c.Take(",\"at\":\""u8) || !c.Instant(out var at)) return false;
            if (!c.Take(",\"boot\":\""u8) || !c.Id<BootKind>(out var boot)) return false;
            if (!c.Take(",\"up\":"u8) || !c.Milliseconds(out var up)) return false;
            var synced = c.Take(",\"clock\":\"synced\""u8);
            if (!synced && !c.Take(",\"clock\":\"unsynced\""u8)) return false;
            var clock = synced ? ClockQuality.Synced : ClockQuality.Unsynced;
            head = new Head { N = n, P = p, At = at, Boot = boot, Up = up, Clock = clock };
            return true;
        }
    }
}
