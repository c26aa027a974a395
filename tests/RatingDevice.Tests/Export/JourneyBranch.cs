using System.Globalization;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Export;

/// <summary>One device and its outlet from the journal to the figures: signed batches, admission, placing,
/// settling, fleet. Nothing is put into the store by hand.</summary>
internal sealed class JourneyBranch
{
    private readonly HandTime _time = new();
    private readonly FleetBook _fleet;
    private readonly JournalScript _journal;
    private readonly Feeder _feeder;
    private long _delivered;

    public JourneyBranch(int cutOverHour, string start)
    {
        var shanghai = TestBranch.Shanghai with { CutOverHour = cutOverHour };
        Registry = new(
            [new(OutletId.Parse("o-1"), "一号网点", shanghai)],
            [new(CounterId.Parse("c-1"), OutletId.Parse("o-1"), "1号柜")], [new(TestBranch.Post("d-1"), null)],
            [new(TellerId.Parse("0071"), OutletId.Parse("o-1"), "张三")]);
        _fleet = new(TimeSpan.FromMinutes(5), _time);
        _journal = new("d-1", start: At(start));
        _journal.Add(new SignOn { By = Trigger.Panel, Teller = TellerId.Parse("0071") });
        _feeder = new(Store, Registry);
    }

    public FakeRatingStore Store { get; } = new();

    public BranchRegistry Registry { get; }

    /// <summary>What the device said it wrote and has not delivered.</summary>
    public IReadOnlyList<MissingEnd> Ends =>
        MissingEnd.Of(_fleet.Report(Registry, Store.Journals()), Registry);

    /// <summary>A customer is asked at a moment, and presses some seconds later.</summary>
    public void Visit(string at, string level, int afterSeconds)
    {
        Until(at);
        var invited = new Invited { By = Trigger.Panel, Teller = TellerId.Parse("0071") };
        var n = _journal.Add(invited);
        _journal.Wait(TimeSpan.FromSeconds(afterSeconds));
        _journal.Add(new Rated
        {
            By = invited.By, Teller = invited.Teller, Invited = n, Level = LevelCode.Parse(level),
            After = TimeSpan.FromSeconds(afterSeconds),
        });
    }

    /// <summary>The network is there: all that was written arrives and is settled.</summary>
    public void Deliver()
    {
        var count = (int)(_journal.Head - _delivered);
        var group = _feeder.Feed(_journal.Message(_journal.Batch(_delivered + 1, count)));
        _fleet.Committed(group.Events, Registry);
        _delivered = _journal.Head;
        foreach (var dirty in Store.Dirty(100))
        {
            var day = OutletDay.Read(Store, dirty.Outlet, dirty.Day, Registry.Outlet(dirty.Outlet));
            Store.Settle(new(dirty, DayCells.Of(day, Definition.On(dirty.Day))));
        }
    }

    /// <summary>The device says at a moment how far it wrote.</summary>
    public void Say(string at)
    {
        Until(at);
        if (_journal.Now > _time.GetUtcNow()) _time.Move(_journal.Now - _time.GetUtcNow());
        _fleet.Hear(
            new(OutletId.Parse("o-1"), _journal.Device, TopicKind.Status),
            new()
            {
                V = Limits.Version, Session = 1, State = LinkState.Online, Journal = _journal.Journal,
                Head = _journal.Head,
            },
            Registry);
    }

    private void Until(string at) => _journal.Wait(At(at) - _journal.Now);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUniversalTime();
}
