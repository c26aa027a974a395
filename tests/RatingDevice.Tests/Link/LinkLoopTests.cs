using RatingDevice.Firmware.Link;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Link;

/// <summary>What the link does over minutes and hours, in virtual time.</summary>
public sealed class LinkLoopTests
{
    [Fact]
    public void A_broker_that_refuses_is_asked_ever_more_slowly_up_to_two_minutes()
    {
        using var rig = new LinkLoopRig(script: link => link.Closed.Add("a"));
        rig.Run(700);
        Assert.InRange(rig.Link.Connects[0].At, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 120, 120, 120],
            LinkLoopRig.Between(rig.Link.Connects.Select(c => c.At))[..10]);
    }

    [Fact]
    public void Brokers_that_refuse_are_passed_over_at_once_and_after_a_loss_the_first_is_asked_first()
    {
        using var rig = new LinkLoopRig(brokers: 3, link => link.Closed.UnionWith(["a", "b"]));
        rig.Run(2);
        Assert.Equal(["a", "b", "c"], rig.Link.Connects.Select(c => c.Broker));
        Assert.True(rig.Loop.Connected);
        rig.Link.Closed.Clear();
        rig.Run(100);
        Assert.Equal(3, rig.Link.Connects.Count); // one that works is kept
        rig.Link.Lose();
        rig.Run(2);
        Assert.Equal("a", rig.Link.Connects[^1].Broker);
        Assert.True(rig.Loop.Connected);
    }

    [Fact]
    public void The_status_is_said_at_once_then_every_half_minute_and_whenever_it_changes()
    {
        using var rig = new LinkLoopRig();
        rig.Run(100);
        Assert.Equal([30, 30, 30], LinkLoopRig.Between(rig.Link.Statuses.Select(s => s.At)));
        rig.Loop.StatusChanged();
        rig.Run(0.1);
        Assert.Equal(5, rig.Link.Statuses.Count);
    }

    [Fact]
    public void A_batch_without_an_ack_is_sent_again_ever_more_slowly_until_there_is_one()
    {
        using var rig = new LinkLoopRig();
        rig.Run(40);
        Assert.Equal([5, 10, 20], LinkLoopRig.Between(rig.Link.Batches.Select(b => b.At)));
        Assert.All(rig.Link.Batches, b => Assert.Equal(1, b.First));
        rig.Link.Answer = LinkLoopRig.Taken;
        rig.Write();
        rig.Run(60);
        Assert.Equal(rig.Journal.Head, rig.Journal.Acked);
        rig.Write();
        rig.Run(0.1); // no timer lies in the way of a lone entry
        Assert.Equal((3, 3), (rig.Link.Batches[^1].First, rig.Journal.Acked.N));
        Assert.Single(rig.Link.Connects);
    }

    /// <summary>A session that was dropped without a word would otherwise be waited on for ever.</summary>
    [Fact]
    public void After_five_unanswered_batches_in_a_row_the_next_broker_is_asked()
    {
        using var rig = new LinkLoopRig(brokers: 2);
        rig.Run(5 + 10 + 20 + 40 + 39);
        Assert.Equal((1, Uploader.MostUnanswered), (rig.Link.Connects.Count, rig.Link.Batches.Count));
        rig.Link.Answer = LinkLoopRig.Taken;
        rig.Run(3);
        Assert.Equal(["a", "b"], rig.Link.Connects.Select(c => c.Broker));
        Assert.Equal(rig.Journal.Head, rig.Journal.Acked);
    }

    [Fact]
    public void The_only_broker_is_asked_again_after_a_pause_when_it_does_not_answer()
    {
        using var rig = new LinkLoopRig();
        rig.Run(120);
        Assert.Equal(["a", "a"], rig.Link.Connects.Select(c => c.Broker));
        Assert.True(rig.Loop.Connected);
    }

    [Fact]
    public void A_refused_batch_is_a_fault_and_is_tried_again_every_two_minutes_until_it_is_taken()
    {
        using var rig = new LinkLoopRig(script: link => link.Answer = (to, _) =>
            LinkLoopRig.Ack(to, 0, Digest.Zero, RefusalReason.UnknownDevice));
        rig.Run(300);
        Assert.Equal([120, 120], LinkLoopRig.Between(rig.Link.Batches.Select(b => b.At)));
        Assert.Equal([(FaultCode.BatchRefused, true)], rig.Faults);
        rig.Link.Answer = LinkLoopRig.Taken;
        rig.Run(120);
        Assert.Equal([(FaultCode.BatchRefused, true), (FaultCode.BatchRefused, false)], rig.Faults);
        Assert.Equal(rig.Journal.Head, rig.Journal.Acked);
    }

    [Fact]
    public void An_ack_that_does_not_fit_is_a_fault_and_no_ack_until_one_fits()
    {
        using var rig = new LinkLoopRig(script: link => link.Answer = (to, _) =>
            LinkLoopRig.Ack(to, 1, Digest.Of("another line"u8)));
        rig.Run(60);
        Assert.Equal([(FaultCode.AckMismatch, true)], rig.Faults);
        Assert.Equal(0, rig.Journal.Acked.N);
        rig.Link.Answer = LinkLoopRig.Taken;
        rig.Run(120);
        Assert.Equal((FaultCode.AckMismatch, false), rig.Faults[^1]);
        Assert.Equal(rig.Journal.Head, rig.Journal.Acked);
    }

    [Fact]
    public void Lost_messages_are_a_fault_until_none_were_lost_from_one_status_to_the_next()
    {
        using var rig = new LinkLoopRig();
        rig.Run(2);
        rig.Link.Overflow = 3;
        rig.Run(10);
        Assert.Equal([(FaultCode.Overflow, true)], rig.Faults);
        rig.Run(25); // the first status after it: some were lost since the last one
        Assert.Single(rig.Faults);
        rig.Run(30);
        Assert.Equal([(FaultCode.Overflow, true), (FaultCode.Overflow, false)], rig.Faults);
    }

    [Fact]
    public void Told_to_stop_it_says_stopped_and_then_goodbye()
    {
        using var rig = new LinkLoopRig();
        rig.Run(2);
        rig.Stop();
        Assert.Equal(LinkState.Stopped, rig.Link.Statuses[^1].Status.State);
        Assert.Equal(1, rig.Link.Goodbyes);
        Assert.False(rig.Loop.Connected);
    }

    [Fact]
    public void Told_to_stop_between_two_tries_it_ends_without_a_word()
    {
        using var rig = new LinkLoopRig(script: link => link.Closed.Add("a"));
        rig.Run(100);
        rig.Stop();
        Assert.Empty(rig.Link.Statuses);
        Assert.Equal(0, rig.Link.Goodbyes);
    }
}
