using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

/// <summary>The journal takes nothing: no thanks, everything counted, back by itself.</summary>
public sealed class OutageTests
{
    [Fact]
    public void A_press_that_cannot_be_kept_is_not_thanked_but_counted()
    {
        var run = CounterScript.Of("1 on 7; 2 invite; 3 fail press fair");
        Assert.Equal(PanelMood.OutOfOrder, run.View.Mood);
        Assert.Equal([FaultCode.JournalWrite], run.View.Faults!);
        run.Play("3.5 press fair; 3.6 press satisfied; 4 tick");
        Assert.Equal("on 7, invited, unrated Fault, JournalWrite ended missed 3", run.Story);
        Assert.Equal((PanelMood.Idle, 0), (run.View.Mood, run.View.Faults!.Count));
    }

    [Fact]
    public void It_is_tried_again_once_a_second_and_not_more()
    {
        var run = CounterScript.Of("1 fail invite");
        Assert.Equal(TimeSpan.FromSeconds(2), run.NextDue);
        run.Play("1.5 tick");
        Assert.Empty(run.Written);
        run.Play("2 fail tick; 2.5 press fair");
        Assert.Equal(TimeSpan.FromSeconds(3), run.NextDue);
        run.Play("3 tick");
        Assert.Equal("JournalWrite ended missed 1", run.Story);
    }

    [Fact]
    public void A_teller_who_changes_meanwhile_is_written_afterwards()
    {
        var run = CounterScript.Of("1 on 7; 2 fail invite; 2.2 off; 2.4 on 8; 2.6 order sign-on");
        Assert.Equal("2002", run.View.Teller.ToString());
        run.Play("3 tick; 4 invite; 5 press fair");
        Assert.Equal("on 7, off 7, on 2002, JournalWrite ended missed 0, invited, rated fair", run.Story);
    }

    [Fact]
    public void Faults_of_other_parts_wait_and_are_written_in_order()
    {
        var run = CounterScript.Of("1 fail invite; 1.2 lost; 1.4 back; 2 tick");
        Assert.Equal("PanelLost raised, PanelLost ended missed 0, JournalWrite ended missed 0", run.Story);
    }

    [Fact]
    public void A_full_journal_says_so_and_a_broken_one_afterwards_too()
    {
        var run = CounterScript.Of("1 fail full invite");
        Assert.Equal([FaultCode.JournalFull], run.View.Faults!);
        run.Play("2 fail tick");
        Assert.Equal([FaultCode.JournalWrite], run.View.Faults!);
        run.Play("3 tick");
        Assert.Equal("JournalWrite ended missed 0", run.Story);
        Assert.Empty(run.View.Faults!);
    }

    [Fact]
    public void Commands_are_remembered_while_out_of_order()
    {
        var run = CounterScript.Of("1 fail invite; 1.5 order invite x; 2 tick; 3 order invite x");
        Assert.DoesNotContain(run.Written, e => e is Invited);
    }

    [Fact]
    public void An_invitation_open_at_the_failure_is_closed_when_it_is_over()
    {
        var run = CounterScript.Of("1 invite a-1; 2 fail press fair; 2.9 fail tick; 60 tick");
        var unrated = Assert.IsType<Unrated>(run.Written[1]);
        Assert.Equal((UnratedReason.Fault, 1L), (unrated.Reason, unrated.Invited));
        Assert.Equal(TimeSpan.FromSeconds(1), unrated.Up - unrated.After);
    }

    [Fact]
    public void A_start_that_cannot_write_begins_out_of_order_and_owes_its_lines()
    {
        var known = new JournalRecovery(TellerId.Parse("7"), null, "line 9 was torn", 2);
        var clock = new Firmware.DeviceClock(new HandTime(), () => true, BootId.Parse("b-1"));
        var start = CounterStart.Begin(8, known, CounterScript.Settings, "1.0", clock);
        Assert.Equal(11, start.Next.Head);
        var before = new CounterState { Head = 8, Up = clock.Up };
        var state = CounterStart.Fail(before, start, FaultCode.JournalWrite);
        Assert.Equal((8, PanelMood.OutOfOrder), (state.Head, CounterView.Of(state).Mood));

        var soon = new Tick(clock.Up + TimeSpan.FromSeconds(1));
        var later = new Counter(CounterScript.Settings).Next(state, soon);
        Assert.Equal([typeof(Boot), typeof(Configured), typeof(Fault), typeof(Fault)],
            later.Entries.Select(e => e.GetType()));
        var damaged = (Fault)later.Entries[2];
        Assert.Equal((FaultCode.JournalDamaged, true, 2), (damaged.Code, damaged.Raised, damaged.Missed));
        Assert.Equal((12, PanelMood.Idle), (later.Next.Head, CounterView.Of(later.Next).Mood));
    }
}
