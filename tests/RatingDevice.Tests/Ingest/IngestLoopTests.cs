using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Ingest;

public sealed class IngestLoopTests : IDisposable
{
    private readonly JournalScript _d1 = new(), _d2 = new("d-2"), _long = new(journal: "j-long");

    public IngestLoopTests()
    {
        _d1.Rate(_d1.Invite(), "satisfied");
        _d2.Unrate(_d2.Invite());
        for (var i = 0; i < 5; i++) _long.Stray("fair");
    }

    public void Dispose()
    {
        _d1.Dispose();
        _d2.Dispose();
        _long.Dispose();
    }

    [Fact]
    public void What_waits_is_one_commit_and_each_device_gets_its_ack()
    {
        var rig = new LoopRig();
        rig.Hear(_d1.Message(_d1.Batch(1, 2)), _d2.Message(_d2.BatchFrom(1)), _d1.Message(_d1.Batch(3, 1)));
        rig.Start();
        Assert.Equal(1, rig.Store.Commits);
        Assert.Equal(
            [("d-1", 3L), ("d-2", 3L)], rig.Intake.Acks.Select(a => (a.Topic.Device.ToString(), a.Ack.N)));
        Assert.Equal(_d1.Hash, rig.Intake.Acks[0].Ack.Hash);
        Assert.Equal(4, rig.Committed.Count);
        Assert.Equal((3L, 6L), (rig.Loop.Counters.Batches, rig.Loop.Counters.Entries));
    }

    [Fact]
    public void A_group_is_limited_by_entries()
    {
        var rig = new LoopRig(new IngestLimits { GroupEntries = 3 });
        rig.Hear(_d1.Message(_d1.BatchFrom(1)), _d2.Message(_d2.BatchFrom(1)));
        rig.Start();
        Assert.Equal(2, rig.Store.Commits);
    }

    [Fact]
    public void Repeats_are_acknowledged_again_and_not_counted_again()
    {
        var rig = new LoopRig().Start();
        for (var i = 0; i < 5; i++) rig.Hear(_d1.Message(_d1.BatchFrom(1)));
        Assert.Equal(1, rig.Store.Commits);
        Assert.Equal(5, rig.Intake.Acks.Count);
        Assert.All(rig.Intake.Acks, a => Assert.Equal((3L, null), (a.Ack.N, a.Ack.Refused)));
        Assert.Equal(4, rig.Loop.Counters.Duplicates);
        Assert.Equal(2, rig.Committed.Count);
    }

    [Fact]
    public void A_retained_batch_is_left_alone_as_its_age_is_unknown()
    {
        var rig = new LoopRig().Start().Hear(_d1.Message(_d1.BatchFrom(1), retained: true));
        Assert.Empty(rig.Store.Journals());
        Assert.Empty(rig.Intake.Acks);
        Assert.Equal(1, rig.Loop.Counters.RetainedIgnored);
    }

    [Fact]
    public void While_the_store_fails_nothing_is_acknowledged_and_afterwards_all_is()
    {
        var rig = new LoopRig(new IngestLimits { FirstPause = TimeSpan.FromSeconds(1) });
        rig.Store.Failures = 2;
        rig.Start().Hear(_d1.Message(_d1.BatchFrom(1)), _d2.Message(_d2.BatchFrom(1)));
        Assert.Empty(rig.Intake.Acks);
        rig.Time.Move(TimeSpan.FromSeconds(1)); // tries d-2, fails again
        Assert.Empty(rig.Intake.Acks);
        Assert.Empty(rig.Committed);
        rig.Hear(_d1.Message(_d1.BatchFrom(1)), _d2.Message(_d2.BatchFrom(1))); // both send again
        rig.Time.Move(TimeSpan.FromSeconds(1.9));
        Assert.Empty(rig.Intake.Acks); // the pause has doubled
        rig.Time.Move(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, rig.Intake.Acks.Count);
        Assert.Equal(2, rig.Loop.Counters.StoreFailures);
        Assert.Equal(4, rig.Committed.Count);
        Assert.True(Verification.Run(rig.Store, TestBranch.Registry).Ok);
    }

    [Fact]
    public void A_store_that_cannot_be_read_stops_nothing_for_good()
    {
        var rig = new LoopRig { Store = { Away = true } };
        rig.Start();
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            rig.Hear(RefusalCases.Provoke(reason, _long)).Time.Move(TimeSpan.FromMinutes(1));
            Assert.Empty(rig.Intake.Acks);
        }

        Assert.False(rig.Running.IsCompleted);
        rig.Store.Away = false;
        rig.Hear(_d1.Message(_d1.BatchFrom(1))).Time.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(3, rig.Intake.LastAck.N);
    }

    [Fact]
    public void A_listener_that_fails_costs_no_ack()
    {
        var rig = new LoopRig(listen: () => throw new InvalidOperationException("viewer")).Start();
        rig.Hear(Message("rating/v1/o-1/d-1/status", WireText.Write(
            new Status { V = 1, Session = 7, State = LinkState.Online })));
        rig.Hear(_d1.Message(_d1.Batch(1, 2)), _d1.Message(_d1.Batch(3, 1)));
        Assert.Equal([2L, 3L], rig.Intake.Acks.Select(a => a.Ack.N));
        Assert.Empty(rig.Store.Quarantine(1));
    }

    [Fact]
    public void A_new_loop_goes_on_where_the_old_one_stopped()
    {
        var rig = new LoopRig().Start().Hear(_d1.Message(_d1.Batch(1, 2)));
        var next = new LoopRig(store: rig.Store).Start().Hear(_d1.Message(_d1.BatchFrom(2)));
        Assert.Equal((3L, _d1.Hash), (next.Intake.LastAck.N, next.Intake.LastAck.Hash));
        Assert.Equal(1, next.Loop.Counters.Entries);
        Assert.True(Verification.Run(rig.Store, TestBranch.Registry).Ok);
    }

    [Fact]
    public void A_flood_of_rubbish_fills_neither_disk_nor_memory_and_good_batches_get_through()
    {
        var rig = new LoopRig(new IngestLimits { QuarantineBurst = 20, QuarantinePerSecond = 10 });
        for (var i = 0; i < 5000; i++) rig.Hear(_d1.Message([(byte)i, 7]));
        rig.Hear(_d1.Message(_d1.BatchFrom(1)));
        rig.Start();
        Assert.Equal(20, rig.Store.Quarantine(10_000).Count);
        Assert.Equal((5000L, 4980L), (rig.Loop.Counters.Refused, rig.Loop.Counters.QuarantineSkipped));
        Assert.Equal(3, rig.Intake.LastAck.N);
        rig.Time.Move(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 50; i++) rig.Hear(_d1.Message([(byte)i]));
        Assert.Equal(30, rig.Store.Quarantine(10_000).Count);
    }

    [Fact]
    public void Status_is_passed_on_where_it_is_well_formed_and_of_a_known_device()
    {
        var status = WireText.Write(new Status { V = 1, Session = 7, State = LinkState.Online });
        var rig = new LoopRig().Start();
        rig.Hear(
            Message("rating/v1/o-1/d-1/status", status),
            Message("rating/v1/o-1/d-77/status", status),
            Message("rating/v1/o-2/d-1/status", status),
            Message("rating/v1/o-1/d-1/status", [1, 2]),
            Message("rating/v1/o-1/d-1/status", []));
        Assert.Equal(["d-1"], rig.Statuses.Select(s => s.Topic.Device.ToString()));
        Assert.Equal(7, rig.Statuses[0].Status.Session);
        Assert.Equal(4, rig.Loop.Counters.StatusIgnored);
        Assert.Empty(rig.Store.Quarantine(10));
    }

    [Fact]
    public void Stopping_ends_the_loop_in_good_order()
    {
        using var stop = new CancellationTokenSource();
        var rig = new LoopRig().Start(stop.Token).Hear(_d1.Message(_d1.BatchFrom(1)));
        stop.Cancel();
        Assert.True(rig.Running.IsCompletedSuccessfully);
        Assert.Single(rig.Intake.Acks);
    }

    private IntakeMessage Message(string topic, byte[] payload) =>
        _d1.Message(payload) with { Topic = topic };
}
