using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Servicing;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Accounting;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Servicing;

public sealed class ServicingTests
{
    [Fact]
    public void Service_mode_is_read_from_the_lines_its_tests_are_no_ratings_and_count_nowhere()
    {
        using var script = new JournalScript();
        script.Started();
        script.Add(new ServiceMode { On = true, Teller = TellerId.Parse("0071") });
        script.Add(new Test { Level = LevelCode.Parse("fair") });
        script.Wait(TimeSpan.FromSeconds(40)).Add(new Test { Level = LevelCode.Parse("fair") });
        script.Add(new Check { Part = DevicePart.Keys, Ok = false, Detail = "not seen: satisfied" });
        script.Add(new Check { Part = DevicePart.Link, Ok = true });
        script.Wait(TimeSpan.FromSeconds(20)).Add(
            new ServiceMode { On = false, Why = ServiceEnd.Done, Presses = 2, Refused = 3 });
        script.Add(new SignOnRefused { With = SignOnProof.Card });
        var store = new FakeRatingStore();
        using var feeder = new Feeder(store);
        var group = feeder.Feed(script.Message(script.BatchFrom(1)));
        Assert.Empty(group.Events);
        Assert.Empty(group.Deltas);

        var day = DateOnly.FromDateTime(script.Now.UtcDateTime);
        var log = ServicingLog.Read(store, [OutletId.Parse("o-1")], Period.Day(day));
        var report = Assert.Single(log.Servicing);
        Assert.Equal((2, 3, ServiceEnd.Done), (report.Span.Tests, report.Refused, report.Why));
        Assert.InRange(report.Span.Lasted.TotalSeconds, 60, 75);
        Assert.Equal([(DevicePart.Keys, false), (DevicePart.Link, true)],
            report.Checks.Select(c => (c.Part, c.Ok)));
        Assert.Equal(1, Assert.Single(log.Refusals).Count);
    }

    [Fact]
    public void Every_time_in_service_mode_is_flagged_under_who_was_signed_on()
    {
        var day = new DayScript()
            .Tell(MomentKind.ServiceBegan, "09:00:00", teller: "0071").Tell(MomentKind.TestPress, "09:01")
            .Tell(MomentKind.ServiceEnded, "09:03:20", teller: "0071")
            .Tell(MomentKind.ServiceBegan, "17:00").Tell(MomentKind.Boot, "18:00");
        var flags = day.Flags(FlagRule.InService);
        Assert.Equal([200.0, 900.0], flags.Select(f => f.Numbers[0].Value)); // a boot ends it too, but
        Assert.Equal(["0071", null], flags.Select(f => f.Teller?.ToString())); // not later than it can be
        Assert.Equal(2, day.Cell(Measures.FlagPrefix + FlagRule.InService));
    }

    [Fact]
    public void Service_mode_excuses_nobody_for_not_having_asked()
    {
        var day = new DayScript().Serve("a1", "09:00", "09:05")
            .Tell(MomentKind.SignOn, "08:00", teller: "0071")
            .Tell(MomentKind.ServiceBegan, "08:59", teller: "0071").Tell(MomentKind.ServiceEnded, "09:04");
        Assert.Equal(Outcome.NeverAsked, day.Account.Visits[0].Outcome);
    }

    [Fact]
    public void A_teller_at_two_counters_at_once_is_flagged_with_both_sign_ons()
    {
        var day = new DayScript()
            .Tell(MomentKind.SignOn, "08:00", teller: "0071", counter: "c-1")
            .Tell(MomentKind.SignOn, "09:00", teller: "0071", counter: "c-2")
            .Tell(MomentKind.SignOff, "09:10", teller: "0071", counter: "c-1")
            .Tell(MomentKind.SignOff, "12:00", teller: "0071", counter: "c-2");
        var flag = Assert.Single(day.Flags(FlagRule.TwoCounters));
        Assert.Equal(("0071", 600.0, 2), (flag.Teller.ToString(), flag.Numbers[0].Value, flag.Entries.Count));
        Assert.Equal(0, day.Cell(Measures.FlagPrefix + FlagRule.TwoCounters));
    }

    [Fact]
    public void A_counter_that_lets_go_at_once_is_no_flag()
    {
        var day = new DayScript()
            .Tell(MomentKind.SignOn, "08:00", teller: "0071", counter: "c-1")
            .Tell(MomentKind.SignOn, "09:00:00", teller: "0071", counter: "c-2")
            .Tell(MomentKind.SignOff, "09:00:12", teller: "0071", counter: "c-1")
            .Tell(MomentKind.SignOn, "09:30", teller: "1002", counter: "c-1")
            .Tell(MomentKind.SignOff, "12:00", teller: "0071", counter: "c-2");
        Assert.Empty(day.Flags(FlagRule.TwoCounters));
    }
}
