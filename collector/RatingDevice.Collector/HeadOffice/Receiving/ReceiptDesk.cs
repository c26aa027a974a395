using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>What a level above says to a statement. Exactly one of the three is there.</summary>
/// <param name="Take">To be kept; a receipt follows once it is.</param>
/// <param name="Again">Held already; a receipt again.</param>
/// <param name="No">Not taken.</param>
internal sealed record Judgement(SignedStatement? Take, SignedStatement? Again, Refused? No);

/// <summary>
/// Judges statements, in this order: who made it and whether it is his, whether it is held already, whether
/// it may come from this sender and now, whether it continues its chain, and whether it says what it must.
/// What is held already gets its receipt again whoever brings it: an outlet that moved brings its past along.
/// Pure.
/// </summary>
/// <param name="tree">The bank as it is now; parents and keys are dated.</param>
internal sealed class ReceiptDesk(BankTree tree)
{
    /// <summary>How far this clock and an outlet's may be apart.</summary>
    public static readonly TimeSpan ClockAllowance = TimeSpan.FromHours(1);

    public Judgement Judge(Arrival arrival, HeldChains held, DateTimeOffset now)
    {
        if (arrival.Signed is not { } signed)
            return new(null, null, new(StatementRefusal.Malformed, $"It is no statement: {arrival.Wrong}."));
        if (Signer(arrival, signed, held) is { } stranger) return new(null, null, stranger);
        var (outlet, n) = (signed.Head.Outlet, signed.Head.N);
        if (held.Head(outlet) is { } head && n <= head.N)
        {
            return held.Find(outlet, n) is { } there && there.Hash == signed.Hash
                ? new(null, there, null)
                : new(null, null, new(StatementRefusal.ChangedBytes,
                    $"Statement {n} of {outlet} is held with other bytes than these ({signed.Hash})."));
        }

        var no = Place(arrival, signed, now) ?? Link(signed, held) ?? Edition(signed, held)
            ?? Sums(signed, held);
        return no is null ? new(signed, null, null) : new(null, null, no);
    }

    private Refused? Signer(Arrival arrival, SignedStatement signed, HeldChains held)
    {
        var outlet = signed.Head.Outlet;
        if (tree.Outlet(outlet) is null)
            return new(StatementRefusal.UnknownOutlet, $"There is no outlet {outlet} in the tree here.");
        if (arrival.Key is not { } key || !Allowed(signed, key, held))
        {
            return new(StatementRefusal.UnknownKey,
                $"{outlet} signed with the key {arrival.Key?.ToString() ?? "none"}, which the tree does not "
                + "have for it.");
        }

        return arrival.Vouched ? null : new(StatementRefusal.WrongSignature,
            $"The signature does not fit statement {signed.Head.N} of {outlet}.");
    }

    /// <summary>A key the tree names from that day or earlier; where it names none, the one the chain here
    /// began with.</summary>
    private bool Allowed(SignedStatement signed, Digest key, HeldChains held)
    {
        var (outlet, to) = (signed.Head.Outlet, Period(signed).To);
        var named = tree.Keys(outlet);
        if (named.Count > 0) return named.Any(k => k.Fingerprint == key && k.From <= to);
        if (held.Find(outlet, 1) is not { } first) return true;
        using var known = Es256.TryReadKey(first.Envelope.Key);
        return known is not null && Es256.Fingerprint(known) == key;
    }

    private Refused? Place(Arrival arrival, SignedStatement signed, DateTimeOffset now)
    {
        var (outlet, period) = (signed.Head.Outlet, Period(signed));
        if (arrival.Sender.ToString() != outlet.ToString() && !tree.Below(outlet, arrival.Sender, period.To))
        {
            return new(StatementRefusal.NotYours, string.Create(CultureInfo.InvariantCulture,
                $"{outlet} did not stand below {arrival.Sender} on {period.To:yyyy-MM-dd}."));
        }

        var over = End(period.To, tree.Outlet(outlet)!.Rules);
        return over <= now + ClockAllowance ? null : new(StatementRefusal.Future,
            string.Create(CultureInfo.InvariantCulture,
                $"{signed.Head.Period} of {outlet} is over at {over:u}; here it is {now:u}."));
    }

    private static Refused? Link(SignedStatement signed, HeldChains held)
    {
        var (outlet, n) = (signed.Head.Outlet, signed.Head.N);
        var head = held.Head(outlet) ?? new ChainHead(outlet, 0, Digest.Zero);
        if (n > head.N + 1)
        {
            return new(StatementRefusal.Gap,
                $"Statement {n} of {outlet} came; the chain here ends at {head.N}.", head.N);
        }

        return signed.Head.P == head.Hash ? null : new(StatementRefusal.BrokenChain,
            $"Statement {n} of {outlet} follows {signed.Head.P}; statement {head.N} here is {head.Hash}.");
    }

    private static Refused? Edition(SignedStatement signed, HeldChains held)
    {
        var before = held.Edition(signed);
        var (edition, replaces) = (before?.Edition ?? 0, before?.Hash);
        return signed.Head.Edition == edition + 1 && signed.Head.Replaces == replaces ? null
            : new(StatementRefusal.WrongEdition,
                $"Edition {signed.Head.Edition} of {signed.Head.Outlet} {signed.Head.Period} came, replacing "
                + $"{signed.Head.Replaces?.ToString() ?? "none"}; held is edition {edition} "
                + $"({replaces?.ToString() ?? "none"}).");
    }

    private static Refused? Sums(SignedStatement signed, HeldChains held)
    {
        var period = Period(signed);
        if (period.Kind == PeriodKind.Day) return null;
        var parts = held.Newest(signed.Head.Outlet,
            period.Kind == PeriodKind.Month ? PeriodKind.Day : PeriodKind.Month, period.From, period.To);
        var wrong = WholeSums.Wrong(signed.Statement, parts);
        return wrong.Length == 0 ? null : new(StatementRefusal.WrongSums,
            $"{signed.Head.Period} of {signed.Head.Outlet}: {wrong}.");
    }

    private static Period Period(SignedStatement signed) => Statement.PeriodOf(signed.Head.Period)!;

    /// <summary>When a business day is over by its outlet's wall clock.</summary>
    private static DateTimeOffset End(DateOnly day, OutletRules rules)
    {
        var wall = day.AddDays(1).ToDateTime(new TimeOnly(rules.CutOverHour, 0));
        return new DateTimeOffset(wall, rules.Zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
