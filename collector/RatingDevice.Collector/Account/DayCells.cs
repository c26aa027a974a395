using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Account;

/// <summary>
/// The derived cells of an outlet's business day: a pure function of all that is held of it and the
/// definition in force.
/// </summary>
internal sealed class DayCells
{
    private readonly RollupSums _sums = new();
    private readonly Dictionary<(JournalId, long), BusinessType> _types = [];
    private readonly DayAccount _account;

    private DayCells(DayAccount account)
    {
        _account = account;
        foreach (var visit in account.Visits)
        {
            if (visit.Row.Type is not { } type) continue;
            foreach (var i in visit.Invitations) _types[(i.Journal, i.N)] = type;
        }
    }

    /// <summary>
    /// All of them, sorted by key. Two counters at once is not among them: days that were settled before the
    /// rule would not be what is made of them today.
    /// </summary>
    public static IReadOnlyList<RollupCell> Of(OutletDay day, Definition definition)
    {
        var account = DayAccount.Of(day);
        var cells = new DayCells(account);
        cells.Days();
        cells.Devices();
        foreach (var visit in account.Visits) cells.Add(visit);
        if (account.Fed) cells.AddUnexplained();
        cells.AddTyped();
        cells.Add([.. Flagging.Of(account, definition).Where(f => f.Rule != FlagRule.TwoCounters)]);
        return cells._sums.Cells();
    }

    private void Days()
    {
        var (day, slot) = (_account.Day, new HourSlot(_account.Day.Day, 0));
        var post = Nowhere.At(day.Outlet);
        if (day.Events.Count + day.Moments.Count + day.Served.Count > 0)
            Add(slot, post, null, Measures.ActiveDay, 1);
        if (_account.Fed) Add(slot, post, null, Measures.FeedDay, 1);
        foreach (var type in _account.Visits.Select(v => v.Row.Type).Distinct())
        {
            if (type is not { } told) continue;
            Add(slot, post, null, Measures.Of(told) + Measures.ActiveDay, 1);
            Add(slot, post, null, Measures.Of(told) + Measures.FeedDay, 1);
        }
    }

    private void Devices()
    {
        var day = _account.Day;
        var written = day.Events.Select(e => (e.Post, e.Journal, e.N))
            .Concat(day.Moments.Select(m => (m.Post, m.Journal, m.N)));
        foreach (var device in written.GroupBy(w => w.Post))
        {
            var slot = new HourSlot(day.Day, 0);
            Add(slot, device.Key, null, Measures.DeviceDay, 1);
            Add(slot, device.Key, null, Measures.Entries,
                device.GroupBy(w => w.Journal).Sum(j => j.Max(w => w.N) - j.Min(w => w.N) + 1));
        }
    }

    private void Add(Visit visit)
    {
        Add(visit, Measures.Served, 1);
        Add(visit, visit.Outcome switch
        {
            Outcome.Rated => Measures.ServedRated,
            Outcome.Unrated => Measures.ServedUnrated,
            Outcome.NeverAsked => Measures.NeverAsked,
            Outcome.DeviceDown => Measures.DeviceDown,
            _ => Measures.Void,
        }, 1);
        if (visit.Outcome == Outcome.Void) return;
        Add(visit, Measures.UnusableTimes, visit.Unusable);
        if (visit.Worked is { } worked)
        {
            Add(visit, Measures.Worked, 1);
            Add(visit, Measures.WorkedSeconds, (long)worked.TotalSeconds);
        }

        if (visit.Waited is not { } waited) return;
        var seconds = (long)waited.TotalSeconds;
        Add(visit, Measures.Waited, 1);
        Add(visit, Measures.WaitedSeconds, seconds);
        Add(visit, Measures.Waiting(seconds), 1);
        if (visit.Asked is { } asked) Add(visit, Measures.Waiting(seconds, asked), 1);
    }

    private void AddUnexplained()
    {
        foreach (var i in _account.Unexplained) Add(i.Slot, i.Post, i.Teller, Measures.Unexplained, 1);
    }

    /// <summary>Ratings have no business type of their own: they get that of the customer who explains
    /// them.</summary>
    private void AddTyped()
    {
        foreach (var e in _account.Day.Events)
        {
            if (!_types.TryGetValue((e.Journal, e.Invited), out var type)) continue;
            foreach (var delta in Tally.Deltas(e))
                _sums.Add(delta with { Measure = Measures.Of(type) + delta.Measure });
        }
    }

    private void Add(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var measure = Measures.FlagPrefix + finding.Rule;
            if (finding.Invitations.Count == 0)
                Add(finding.Slot, finding.Post, finding.Teller, measure, finding.Count);
            foreach (var i in finding.Invitations) Add(i, measure);
        }

        var rated = findings.SelectMany(f => f.Invitations).Where(i => i.Counted is not null)
            .DistinctBy(i => (i.Journal, i.N));
        foreach (var i in rated)
        {
            Add(i, Measures.Flagged);
            if (i.Counted!.Level is { } level) Add(i, Measures.FlaggedLevelPrefix + level);
        }
    }

    private void Add(Invitation i, string measure)
    {
        Add(i.Slot, i.Post, i.Teller, measure, 1);
        if (_types.TryGetValue((i.Journal, i.N), out var type))
            Add(i.Slot, i.Post, i.Teller, Measures.Of(type) + measure, 1);
    }

    private void Add(Visit visit, string measure, long count)
    {
        Add(visit.Slot, visit.Post, visit.Teller, measure, count);
        if (visit.Row.Type is { } type)
            Add(visit.Slot, visit.Post, visit.Teller, Measures.Of(type) + measure, count);
    }

    private void Add(HourSlot slot, Post post, TellerId? teller, string measure, long count) =>
        _sums.Add(new RollupCell(slot, post, teller, measure, count));
}
