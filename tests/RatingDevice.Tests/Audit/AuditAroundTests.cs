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
                var wrong = string.Join('\n', found.Findings);
                Assert.True(found.Holds, $"seed {seed}, {day:yyyy-MM-dd}: {wrong}");
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
        Assert.Equal((51L, 51L + AskedLines.Most - 1), (none.From, none.To));
        Assert.Empty(new NearRanges(day, [], [before]).Asked());
        Assert.Single(new NearRanges(day, [Line(60, 70), Line(80, 90)], [before, after]).Asked()); // twice
    }

    private static DeviceLine Range(SignedStatement of, JournalId journal) =>
        of.Statement.Devices.Single(d => d.Journal == journal);
}
