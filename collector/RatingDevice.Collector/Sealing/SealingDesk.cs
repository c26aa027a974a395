using System.Security.Cryptography;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Sealing;

/// <summary>
/// Seals what is closed of one outlet. What it does can be done again at any time: a period that says
/// nothing new gets no statement. Two writers cannot both keep a number; the slower begins anew.
/// </summary>
/// <param name="store">Ratings and statements.</param>
/// <param name="registry">As of now.</param>
/// <param name="definitions">What figures mean.</param>
/// <param name="ends">What devices wrote and did not deliver; null where that is not known.</param>
/// <param name="key">The collector's.</param>
/// <param name="options">When periods close.</param>
/// <param name="program">Name and version of this program.</param>
internal sealed class SealingDesk(
    IRatingStore store, BranchRegistry registry, DefinitionBook definitions, IReadOnlyList<MissingEnd>? ends,
    ECDsa key, SealingOptions options, string program)
{
    /// <summary>Days looked back for what was missing and came, or is no longer missing.</summary>
    private const int MissingDays = 31;

    /// <summary>Months looked back for wholes that rest on an older edition than is held.</summary>
    private const int WholeMonths = 15;

    private readonly IStatementStore _statements = store.Statements;

    /// <summary>Seals days, then the months and quarters they close or change; says how many statements were
    /// made.</summary>
    /// <param name="outlet">Whose.</param>
    /// <param name="now">Now.</param>
    /// <param name="missingToo">True: also days of which something else is missing now than was
    /// said.</param>
    /// <param name="wholesToo">True: also months and quarters whose days were amended without them, as by a
    /// look that a crash or the store ended.</param>
    /// <param name="stop">Ends between two statements; the rest follows later.</param>
    /// <exception cref="StoreException">The store failed; what was sealed before stays.</exception>
    public int Seal(
        OutletRecord outlet, DateTimeOffset now, bool missingToo = true, bool wholesToo = true,
        CancellationToken stop = default)
    {
        var last = ClosedDays.Last(now, outlet.Rules, TimeSpan.FromMinutes(options.DayAfterMinutes));
        var dirty = store.Dirty(int.MaxValue).Where(d => d.Outlet == outlet.Id).Select(d => d.Day)
            .ToHashSet();
        var marks = _statements.Unsealed(int.MaxValue)
            .Where(m => m.Outlet == outlet.Id).ToDictionary(m => m.Day);
        var newest = _statements.Span(outlet.Id, PeriodKind.Day)?.Last;
        var due = ClosedDays.Due(newest, marks.Count > 0 ? marks.Keys.Min() : null, last)
            .Concat(marks.Keys.Where(d => d <= last))
            .Concat(missingToo ? OtherwiseMissing(outlet.Id, last) : []);
        var (made, changed) = (0, new SortedSet<DateOnly>());
        using var keys = new KeyRing();
        foreach (var day in due.Distinct().Order())
        {
            if (stop.IsCancellationRequested) return made;
            if (dirty.Contains(day)) continue; // not settled yet: its statement would be amended at once
            if (!SealDay(outlet, day, marks.GetValueOrDefault(day), now, keys)) continue;
            made++;
            changed.Add(day);
        }

        return made + SealWholes(outlet, last, now, changed, wholesToo ? last.AddMonths(-WholeMonths) : last);
    }

    private bool SealDay(OutletRecord outlet, DateOnly day, DirtyDay? mark, DateTimeOffset now, KeyRing keys)
    {
        var chain = _statements.Head(outlet.Id);
        var held = Newest(outlet.Id, PeriodKind.Day, day, day).LastOrDefault();
        var draft = Draft(outlet with { Rules = Cut(held?.Head) ?? outlet.Rules }, day).Day(
            DayHoldings.Read(store, outlet.Id, day, keys), registry, ends);
        return Keep(draft, held, chain, now, mark);
    }

    /// <summary>A day that is amended stays cut as it was: its lines are, whatever the outlet does
    /// since.</summary>
    private static OutletRules? Cut(StatementHead? before) => before is not null
        && TimeZoneInfo.TryFindSystemTimeZoneById(before.Zone, out var zone)
            ? new(zone, before.CutOver) : null;

    /// <summary>Months that a changed day lies in, those that have closed, and those looked back at; then
    /// their quarters.</summary>
    private int SealWholes(
        OutletRecord outlet, DateOnly last, DateTimeOffset now, IReadOnlyCollection<DateOnly> changed,
        DateOnly back)
    {
        var made = 0;
        foreach (var kind in new[] { PeriodKind.Month, PeriodKind.Quarter })
        {
            Period Of(DateOnly day) => kind == PeriodKind.Month ? Period.Month(day) : Period.Quarter(day);
            var next = _statements.Span(outlet.Id, kind) is { } done ? Of(done.Last).After()
                : _statements.Span(outlet.Id, PeriodKind.Day) is { } days ? Of(days.First) : null;
            var periods = changed.Concat(Held(outlet.Id, kind, back)).Select(Of).ToHashSet();
            bool Closed(Period period) => ClosedDays.Closed(period, last, options.MonthAfterDays);
            for (; next is not null && Closed(next); next = next.After()) periods.Add(next);
            foreach (var period in periods.OrderBy(p => p.From).Where(Closed))
            {
                var chain = _statements.Head(outlet.Id);
                var parts = Newest(outlet.Id,
                    kind == PeriodKind.Month ? PeriodKind.Day : PeriodKind.Month, period.From, period.To);
                var held = Newest(outlet.Id, kind, period.From, period.To).LastOrDefault();
                if (parts.Count > 0
                    && Keep(Draft(outlet, period.From).Whole(period, parts), held, chain, now, null)) made++;
            }
        }

        return made;
    }

    private IEnumerable<DateOnly> Held(OutletId outlet, PeriodKind kind, DateOnly from) =>
        Newest(outlet, kind, from, DateOnly.MaxValue).Select(s => Statement.PeriodOf(s.Head.Period)!.From);

    /// <param name="draft">What is held says.</param>
    /// <param name="held">The edition before.</param>
    /// <param name="chain">The chain's end as it was before anything of the draft was read: what another
    /// writer appended meanwhile may rest on more than this, and the store refuses this then.</param>
    /// <param name="now">Now.</param>
    /// <param name="mark">Taken away.</param>
    private bool Keep(
        Statement draft, SignedStatement? held, ChainHead? chain, DateTimeOffset now, DirtyDay? mark)
    {
        var next = Edition.Next(draft, held, chain);
        if (next is null && mark is null) return false;
        _statements.Keep(new(next is null ? [] : [SignedStatement.Of(next, key)], now)
        {
            Sealed = mark is null ? [] : [mark],
        });
        return next is not null;
    }

    // No entry came, so no mark was set: a device said meanwhile that it has more, or less, to deliver.
    private IEnumerable<DateOnly> OtherwiseMissing(OutletId outlet, DateOnly last)
    {
        if (ends is null) yield break;
        foreach (var statement in Newest(outlet, PeriodKind.Day, last.AddDays(-MissingDays), last))
        {
            var day = Statement.PeriodOf(statement.Head.Period)!.From;
            var missing = ends.Where(e => e.Post.Outlet == statement.Head.Outlet && e.First <= day
                && day <= e.Last).Sum(e => e.Missing);
            if (missing != statement.Statement.Devices.DistinctBy(d => d.Device).Sum(d => d.Missing))
                yield return day;
        }
    }

    private IReadOnlyList<SignedStatement> Newest(
        OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to) =>
        [.. _statements.Newest(outlet, kind, from, to).Select(k => k.Signed)];

    private StatementDraft Draft(OutletRecord outlet, DateOnly first) =>
        new(outlet, definitions.On(first), program);
}
