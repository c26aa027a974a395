using System.Globalization;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Accounting;

/// <summary>A business day of outlet o-1, told in its wall-clock times; one device a counter: d-1 at
/// c-1.</summary>
internal sealed class DayScript(string day = "2026-11-21", int cutOverHour = 0)
{
    private readonly List<CounterEvent> _events = [];
    private readonly List<DeviceMoment> _moments = [];
    private readonly List<ServedRow> _served = [];
    private long _n;

    public static OutletId Outlet { get; } = OutletId.Parse("o-1");

    public DateOnly Date { get; } = DateOnly.Parse(day, CultureInfo.InvariantCulture);

    public OutletRules Rules { get; } = TestBranch.Shanghai with { CutOverHour = cutOverHour };

    public IReadOnlyList<CounterEvent> Events => _events;

    public IReadOnlyList<DeviceMoment> Moments => _moments;

    public IReadOnlyList<ServedRow> Rows => _served;

    public OutletDay Day => new(Outlet, Date, Rules, _events, _moments, _served);

    public DayAccount Account => DayAccount.Of(Day);

    /// <summary>Flags of a rule, by the usual limits.</summary>
    public IReadOnlyList<Finding> Flags(string rule) =>
        [.. Flagging.Of(Account, Definition.Current).Where(f => f.Rule == rule)];

    /// <summary>The sum of a measure over the day's derived cells.</summary>
    public long Cell(string measure, string? teller = null) => DayCells.Of(Day, Definition.Current)
        .Where(c => c.Measure == measure && (teller is null || c.Teller == TellerId.Parse(teller)))
        .Sum(c => c.Count);

    /// <summary>A served customer; a time left out is not known.</summary>
    public DayScript Serve(
        string ticket, string? called, string? finished, string? counter = "c-1", string? teller = null,
        string? issued = null, string? type = null, string? withdrawn = null)
    {
        BusinessType? kind = BusinessType.TryParse(type, out var t) ? t : null;
        _served.Add(new(
            Outlet, Date, ServiceId.Parse(ticket), counter is null ? null : CounterId.Parse(counter),
            teller is null ? null : TellerId.Parse(teller), kind, Maybe(issued), Maybe(called),
            Maybe(finished), withdrawn));
        return this;
    }

    /// <summary>An invitation, pressed after so many ms where a level is given, closed unrated
    /// otherwise.</summary>
    public DayScript Invite(
        string at, string? level = null, string? service = null, string? teller = "0071",
        string counter = "c-1", long afterMs = 3000)
    {
        var asked = Event(EventKind.Invited, At(at), teller, counter) with
        {
            Service = service is null ? null : ServiceId.Parse(service), Trigger = Trigger.Panel,
        };
        asked = asked with { Invited = asked.N };
        _events.Add(asked);
        _events.Add(asked with
        {
            N = ++_n,
            Kind = level is null ? EventKind.Unrated : EventKind.Rated,
            At = asked.At.AddMilliseconds(level is null ? 15000 : afterMs),
            AfterMs = level is null ? 15000 : afterMs,
            Level = level is null ? null : LevelCode.Parse(level),
        });
        return this;
    }

    /// <summary>The last press is replaced by another key.</summary>
    public DayScript Change(string level)
    {
        var last = _events[^1];
        _events.Add(last with
        {
            N = ++_n, At = last.At.AddSeconds(1), AfterMs = last.AfterMs + 1000, Was = last.Level,
            Replaces = last.N, Level = LevelCode.Parse(level),
        });
        return this;
    }

    public DayScript Stray(string at, int count = 1, string? teller = "0071")
    {
        _events.Add(Event(EventKind.Stray, At(at), teller, "c-1") with
        {
            Count = count, Level = LevelCode.Parse("satisfied"),
        });
        return this;
    }

    public DayScript Tell(
        MomentKind kind, string at, FaultCode? code = null, string? teller = null, string counter = "c-1")
    {
        _moments.Add(new(
            Journal(counter), ++_n, kind, Post(counter), teller is null ? null : TellerId.Parse(teller), code,
            At(at), BusinessDay.Slot(At(at), Rules)));
        return this;
    }

    /// <summary>A wall-clock time of the day; before the cut-over hour it is the next morning.</summary>
    public DateTimeOffset At(string time)
    {
        var clock = TimeOnly.Parse(time, CultureInfo.InvariantCulture);
        var date = clock.Hour < cutOverHour ? Date.AddDays(1) : Date;
        return new DateTimeOffset(date.ToDateTime(clock), TimeSpan.FromHours(8)).ToUniversalTime();
    }

    /// <summary>Commits all of it as ingest and the feed would.</summary>
    public void Keep(IRatingStore store)
    {
        var sums = new RollupSums();
        foreach (var e in _events) sums.Add(e);
        store.Commit(new IntakeGroup([], [], [], _events, sums.Cells(), []) { Moments = _moments });
        store.Commit(new ServedGroup(_served, []));
    }

    private DateTimeOffset? Maybe(string? time) => time is null ? null : At(time);

    private CounterEvent Event(EventKind kind, DateTimeOffset at, string? teller, string counter) => new(
        Journal(counter), ++_n, kind, Post(counter), teller is null ? null : TellerId.Parse(teller), null, at,
        PlacedBy.Clock, BusinessDay.Slot(at, Rules), 0, null, null, null, null, null, 1);

    private static JournalId Journal(string counter) => JournalId.Parse($"j-{counter}");

    private static Post Post(string counter) =>
        new(Outlet, CounterId.Parse(counter), DeviceId.Parse($"d-{counter[2..]}"));
}
