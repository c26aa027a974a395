using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;

namespace RatingDevice.Tests.Ingest;

/// <summary>Two ingest loops over one store: each line counts once, whoever takes it.</summary>
public sealed class TwoCollectorsTests
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithMaxTest(40);

    [Fact]
    public void Any_interleaving_gives_the_same_rows_and_rollups_as_one_collector()
    {
        var conflicts = 0L;
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var branch = new RandomBranch(seed);
            var one = new LoopRig();
            one.Start().Hear(branch.Once);
            var random = new Random(seed);
            var pair = new Pair(branch.Muddled(), random);
            pair.Run();
            pair.Resend(branch.Once);
            Assert.Equal(IngestProperties.Everything(one.Store), IngestProperties.Everything(pair.Store));
            Assert.True(Verification.Run(pair.Store, TestBranch.Registry).Ok);
            Assert.All(pair.Both, c => Assert.Equal(0, c.Rig.Loop.Counters.StoreFailures));
            conflicts += pair.Both.Sum(c => c.Rig.Loop.Counters.Conflicts);
        }).Check(Quiet);
        Assert.True(conflicts > 40, $"{conflicts} conflicts prove little");
    }

    [Fact]
    public void A_batch_another_collector_took_meanwhile_is_judged_again_and_acknowledged()
    {
        using var script = new JournalScript();
        script.Rate(script.Invite(), "fair");
        var pair = new Pair([], new Random(1));
        var (first, second) = (pair.Both[0], pair.Both[1]);
        var message = script.Message(script.BatchFrom(1));
        first.Store.Meanwhile = () =>
        {
            first.Store.Meanwhile = () => { };
            second.Rig.Hear(message);
        };
        first.Rig.Hear(message);
        Assert.Equal((1, 0), (first.Rig.Loop.Counters.Conflicts, first.Rig.Loop.Counters.Entries));
        Assert.Equal((script.Head, script.Hash), (first.Rig.Intake.LastAck.N, first.Rig.Intake.LastAck.Hash));
        Assert.Equal(1, first.Store.Confirmed);
        Assert.Single(pair.Store.Evidence(script.Journal));
    }

    [Fact]
    public void Each_goes_on_where_the_other_left_off()
    {
        using var script = new JournalScript(clock: RatingDevice.Wire.ClockQuality.Unsynced);
        var pair = new Pair([], new Random(1));
        var invited = script.Invite();
        pair.Both[0].Rig.Hear(script.Message(script.BatchFrom(1)));
        var next = script.Rate(invited, "fair");
        pair.Both[1].Rig.Hear(script.Message(script.BatchFrom(next)));
        script.Change(next, "satisfied");
        pair.Both[0].Rig.Hear(script.Message(script.BatchFrom(next + 1)));
        Assert.Equal(script.Head, pair.Store.Journals().Single().Head);
        Assert.Single(pair.Store.Anchors(script.Journal));
        Assert.Empty(pair.Store.Quarantine(9));
        Assert.All(pair.Both, c => Assert.Equal(0, c.Rig.Loop.Counters.Gaps));
    }

    [Fact]
    public void What_is_only_read_is_not_acknowledged_before_it_is_known_to_be_durable()
    {
        using var script = new JournalScript();
        script.Stray("fair");
        var pair = new Pair([], new Random(1));
        var message = script.Message(script.BatchFrom(1));
        pair.Both[0].Rig.Hear(message);
        var second = pair.Both[1];
        second.Store.Unsure = true;
        second.Rig.Hear(message);
        Assert.Empty(second.Rig.Intake.Acks);
        Assert.Equal(1, second.Rig.Loop.Counters.StoreFailures);
        second.Store.Unsure = false;
        second.Rig.Time.Move(TimeSpan.FromSeconds(1));
        second.Rig.Hear(message);
        Assert.Equal(script.Head, second.Rig.Intake.LastAck.N);
    }

    private sealed record Member(LoopRig Rig, MeetingStore Store);

    /// <summary>Two loops that take turns; now and then the other one comes just before a commit.</summary>
    private sealed class Pair
    {
        private readonly Queue<IntakeMessage> _left;
        private readonly Random _random;
        private IntakeMessage? _now;
        private int _deep;

        public Pair(IEnumerable<IntakeMessage> messages, Random random)
        {
            (_left, _random) = (new(messages), random);
            Both = [Make(0), Make(1)];
        }

        public FakeRatingStore Store { get; } = new();

        public IReadOnlyList<Member> Both { get; }

        public void Run()
        {
            while (_left.TryDequeue(out _now)) Both[_random.Next(2)].Rig.Hear(_now);
        }

        /// <summary>As a device does that was not acknowledged.</summary>
        public void Resend(IEnumerable<IntakeMessage> messages)
        {
            foreach (var message in messages) Both[_random.Next(2)].Rig.Hear(message);
        }

        private Member Make(int index)
        {
            var view = new MeetingStore(Store);
            var rig = new LoopRig(view: view, store: Store).Start();
            view.Meanwhile = () => ComeBetween(1 - index);
            return new(rig, view);
        }

        private void ComeBetween(int other)
        {
            if (_deep > 0) return;
            _deep++;
            if (_now is { } same && _random.Next(3) == 0) Both[other].Rig.Hear(same);
            while (_random.Next(2) == 0 && _left.TryDequeue(out var message)) Both[other].Rig.Hear(message);
            _deep--;
        }
    }
}
