using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Audit;

/// <summary>Lines that no day states: a branch that leaves them out must not go unseen, and one whose devices
/// wrote of clocks and settings between the days must not be accused.</summary>
public sealed class AuditAroundTests
{
    private static readonly DateOnly Bent = AuditDays.First.AddDays(2);

    [Fact]
    public void Every_day_of_an_honest_outlet_holds_with_the_lines_around_it() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var days = new AuditDays(seed);
            foreach (var device in days.Devices) days.Send(device);
            days.Seal();
            foreach (var day in days.Stated.ToList())
            {
                var found = days.Look(day);
                var alone = days.Ask(day) with { Lines = [] };
                var only = days.Check(alone, AuditEvidence.Answer(days.Store, days.Held, alone)!);
                var wrong = string.Join('\n', found.Findings.Concat(only.Findings));
                Assert.True(found.Holds && only.Holds, $"seed {seed}, {day:yyyy-MM-dd}: {wrong}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void What_lies_between_the_days_is_looked_at_too()
    {
        using var days = new AuditDays(1, plain: true);
        var ask = days.Ask(Bent);
        Assert.All(ask.Lines!, l => Assert.NotEqual(Range(days.Of(Bent), l.Journal).Last, l.To));
        Assert.Equal(2, ask.Lines!.Count);
        var all = days.Look(Bent);
        var own = days.Check(ask with { Lines = [] },
            AuditEvidence.Answer(days.Store, days.Held, ask with { Lines = [] })!);
        Assert.True(all.Lines > own.Lines, $"{all.Lines}, {own.Lines}");
    }

    /// <summary>The day itself, and the days before and after it, whichever is drawn.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void A_day_s_last_ratings_left_out_by_its_statement_are_named(int drawn)
    {
        using var days = new AuditDays(2, plain: true);
        var device = days.Devices[0];
        var was = Range(days.Of(Bent), device.Journal);
        days.Deceive((statement, day) => day != Bent ? statement : statement with
        {
            Devices = [.. statement.Devices.Select(d => d.Journal != device.Journal ? d
                : d with { Last = was.Last - 2, Hash = device.HashOf(was.Last - 2) })],
        });
        var found = days.Look(Bent.AddDays(drawn));
        if (drawn == -1)
        {
            Assert.True(found.Holds); // it lies on the other side of the day that was bent
            return;
        }

        var first = found.Findings[0];
        Assert.Equal((device.Device, was.Last - 1), (first.Device, first.N));
        Assert.Contains(drawn == 0 ? "outside the range the statement names"
            : $"the line is of outlet o-1, {Bent:yyyy-MM-dd}, whose statement does not have it", first.What,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void A_device_s_whole_day_left_out_is_named(int drawn)
    {
        using var days = new AuditDays(3, plain: true);
        var device = days.Devices[1];
        var was = Range(days.Of(Bent), device.Journal);
        days.Deceive((statement, day) => day != Bent ? statement : statement with
        {
            Devices = [.. statement.Devices.Select(d => d.Journal != device.Journal ? d : d with
            {
                Journal = null, First = 0, Last = 0, Hash = null, Key = null, SignedTo = 0, Sig = null,
            })],
        });
        var found = days.Look(Bent.AddDays(drawn));
        Assert.Contains(found.Findings, f => f.Device == device.Device && f.N == was.First);
        Assert.Contains(found.Findings, f => f.Device == device.Device && f.N == was.Last);
    }

    [Fact]
    public void Ratings_left_out_under_a_stretched_range_of_the_day_before_are_named()
    {
        using var days = new AuditDays(8, plain: true);
        var device = days.Devices[0];
        var was = Range(days.Of(Bent), device.Journal);
        days.Deceive((statement, day) => statement with
        {
            Devices = [.. statement.Devices.Select(d => d.Journal != device.Journal ? d
                : day == Bent ? d with { First = was.First + 2 }
                : day == Bent.AddDays(-1) ? d with
                    {
                        Last = was.First + 1, Hash = device.HashOf(was.First + 1), SignedTo = was.SignedTo,
                        Sig = was.Sig,
                    }
                : d)],
        });
        var found = days.Look(Bent).Findings.Where(f => f.Device == device.Device).ToList();
        Assert.Equal([was.First, was.First + 1], found.Where(f => f.What.Contains(
            "outside the range the statement names", StringComparison.Ordinal)).Select(f => f.N));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(11)]
    public void A_device_left_out_for_ten_days_is_named_on_each_of_them(int drawn)
    {
        using var days = new AuditDays(9, days: 14, plain: true);
        var device = days.Devices[1];
        var first = Range(days.Of(AuditDays.First.AddDays(2)), device.Journal).First;
        days.Deceive((statement, day) => day < AuditDays.First.AddDays(2) || day > AuditDays.First.AddDays(11)
            ? statement : statement with
            {
                Devices = [.. statement.Devices.Select(d => d.Journal != device.Journal ? d : d with
                {
                    Journal = null, First = 0, Last = 0, Hash = null, Key = null, SignedTo = 0, Sig = null,
                })],
            });
        var found = days.Look(AuditDays.First.AddDays(drawn)).Findings[0];
        Assert.Equal((device.Device, first), (found.Device, found.N));
    }

    [Fact]
    public void A_line_dated_far_ahead_is_counted_by_nobody_and_named()
    {
        using var days = new AuditDays(10, plain: true);
        var device = days.Devices[0];
        device.Reboot(TimeSpan.FromDays(400), ClockQuality.Synced).Started(); // a time source gone wrong
        device.Rate(device.Invite("0071"), "fair", teller: "0071");
        device.Reboot(TimeSpan.FromDays(-401), ClockQuality.Synced).Started();
        device.Rate(device.Invite("0071"), "fair", teller: "0071");
        days.Send(device);
        days.Seal();
        var found = days.Look(days.Last).Findings;
        Assert.All(found, f => Assert.Contains("far ahead, so no statement counts it", f.What,
            StringComparison.Ordinal));
        Assert.Equal(3, found.Count); // the start, the invitation and the press
    }

    [Fact]
    public void An_answer_without_the_lines_between_is_named()
    {
        using var days = new AuditDays(4, plain: true);
        var ask = days.Ask(Bent);
        var answer = AuditEvidence.Answer(days.Store, days.Held, ask with { Lines = [] })!;
        var found = days.Check(ask, answer);
        Assert.Contains(found.Findings, f => f.What == "the lines between the days did not come");
    }

    [Fact]
    public void A_segment_placed_into_a_day_that_states_nothing_of_it_is_named()
    {
        using var days = new AuditDays(5, plain: true);
        var answer = Encoding.UTF8.GetString(AuditEvidence.Answer(days.Store, days.Held, days.Ask(Bent))!);
        // another cut-over hour moves the morning's presses into the day before
        var moved = answer.Replace("\"cutOver\":0", "\"cutOver\":10", StringComparison.Ordinal);
        Assert.NotEqual(answer, moved);
        var found = days.Check(days.Ask(Bent), Encoding.UTF8.GetBytes(moved));
        Assert.Contains(found.Findings, f => f.What.Contains("whose statement does not have it",
            StringComparison.Ordinal));
    }

    [Fact]
    public void No_answer_is_given_while_another_sealed_day_waits_to_be_amended()
    {
        using var days = new AuditDays(6, plain: true);
        var ask = days.Ask(Bent);
        var late = days.Store.Dirty(9);
        Assert.Empty(late);
        days.Devices[0].Wait(TimeSpan.FromDays(-2)); // its clock was two days ahead
        days.Devices[0].Rate(days.Devices[0].Invite("0071"), "fair", teller: "0071");
        days.Send(days.Devices[0]);
        Assert.NotEmpty(days.Store.Dirty(9));
        Assert.Null(AuditEvidence.Answer(days.Store, days.Held, ask));
        days.Seal();
        Assert.True(days.Look(Bent).Holds);
    }

    [Fact]
    public void A_question_asks_for_no_more_than_so_many_lines_around_a_day()
    {
        var key = Digest.Of("k"u8);
        DeviceLine Line(long first, long last) => new(DeviceId.Parse("d-1"), CounterId.Parse("c-1"),
            JournalId.Parse("j-1"), first, last, key, key, last, "s", 0);
        using var days = new AuditDays(7, days: 3, plain: true);
        Statement On(DateOnly day, DeviceLine line) =>
            days.Of(day).Statement with { Devices = [line] };
        var (before, after) = (On(AuditDays.First, Line(2, 50)), On(Bent, Line(900_000, 900_100)));
        var day = AuditDays.First.AddDays(1);
        var own = Assert.Single(new NearRanges(day, [Line(500_000, 500_400)], [before, after]).Asked());
        Assert.Equal((490_000L, 510_400L), (own.From, own.To));
        var none = Assert.Single(new NearRanges(day, [], [before, after]).Asked());
        Assert.Equal((2L, 2L + 2 * AskedLines.Most - 1), (none.From, none.To));
        var many = Enumerable.Range(1, 100).Select(i => Line(500_000, 500_400) with
        {
            Journal = JournalId.Parse($"j-{i}"),
        });
        Assert.All(new NearRanges(day, [.. many], [before, after]).Asked(), l => Assert.InRange(
            l.To - l.From, 400, 401 + AskedLines.MostInAll / 100));
        Assert.Empty(new NearRanges(day, [], [before]).Asked());
        Assert.Single(new NearRanges(day, [Line(60, 70), Line(80, 90)], [before, after]).Asked()); // twice
    }

    private static DeviceLine Range(SignedStatement of, JournalId journal) =>
        of.Statement.Devices.Single(d => d.Journal == journal);
}
