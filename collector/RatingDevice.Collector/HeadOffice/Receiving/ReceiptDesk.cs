using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
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
        if (Signer(arrival, signed, held, now) is { } stranger) return new(null, null, stranger);
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

    private Refused? Signer(Arrival arrival, SignedStatement signed, HeldChains held, DateTimeOffset now)
    {
        var outlet = signed.Head.Outlet;
        if (tree.Outlet(outlet) is not { } known)
            return new(StatementRefusal.UnknownOutlet, $"There is no outlet {outlet} in the tree here.");
        var wrong = arrival.Key is not { } key ? "signed with no key"
            : SigningKeys.Wrong(tree.Keys(outlet), key, signed, held, BusinessDay.Slot(now, known.Rules).Day);
        if (wrong.Length > 0) return new(StatementRefusal.UnknownKey, $"{outlet} {wrong}.");
        return arrival.Vouched ? null : new(StatementRefusal.WrongSignature,
            $"The signature does not fit statement {signed.Head.N} of {outlet}.");
    }

    /// <summary>An outlet that moved makes what is left of its old place, and amends it, from the new
    /// one.</summary>
    private Refused? Place(Arrival arrival, SignedStatement signed, DateTimeOffset now)
    {
        var (outlet, period) = (tree.Outlet(signed.Head.Outlet)!, Period(signed));
        if (arrival.Sender.ToString() != outlet.Id.ToString()
            && !tree.Below(outlet.Id, arrival.Sender, period.To)
            && !tree.Below(outlet.Id, arrival.Sender, BusinessDay.Slot(now, outlet.Rules).Day))
        {
            return new(StatementRefusal.NotYours, string.Create(CultureInfo.InvariantCulture,
                $"{outlet.Id} stood below {arrival.Sender} neither on {period.To:yyyy-MM-dd} nor now."));
        }

        var over = End(period.To, outlet.RulesOn(period.To));
        return over <= now + ClockAllowance ? null : new(StatementRefusal.Future,
            string.Create(CultureInfo.InvariantCulture,
                $"{signed.Head.Period} of {outlet.Id} is over at {over:u}; here it is {now:u}."));
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
