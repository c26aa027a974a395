using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Store;

namespace RatingDevice.Tests.Ingest;

public sealed class IngestProperties
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithMaxTest(40);

    [Fact]
    public void Any_order_and_repetition_of_batches_gives_the_same_rows_and_rollups() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<PositiveInt>(), (seed, group) =>
        {
            using var branch = new RandomBranch(seed);
            var once = Ingest(branch.Once, new IngestLimits());
            var limits = new IngestLimits { GroupEntries = (group.Get * 7 % 200) + 1 };
            var muddled = Ingest(branch.Muddled(), limits);
            Assert.Equal(Everything(once), Everything(muddled));
            Assert.Equal(branch.Devices.Count, once.Journals().Count);
            Assert.All(branch.Devices, d => Assert.Contains(
                muddled.Journals(), j => j.Journal == d.Journal && j.Head == d.Head && j.Hash == d.Hash));
            Assert.Equal(Rebuild.Cells(muddled.Events(DateOnly.MinValue, DateOnly.MaxValue)),
                muddled.Rollups(DateOnly.MinValue, DateOnly.MaxValue));
            Assert.True(Verification.Run(muddled, TestBranch.Registry).Ok);
        }).Check(Quiet);

    [Fact]
    public void No_bytes_stop_the_loop() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<int>(), (bytes, seed) =>
        {
            using var branch = new RandomBranch(seed, devices: 1);
            var random = new Random(seed);
            var good = branch.Once[0];
            var cut = good.Payload.ToArray();
            bytes.CopyTo(cut, Math.Min(random.Next(cut.Length), Math.Max(0, cut.Length - bytes.Length)));
            var rig = new LoopRig().Start();
            rig.Hear(good with { Payload = bytes }, good with { Payload = cut }, good);
            Assert.False(rig.Running.IsCompleted);
            Assert.NotEmpty(rig.Intake.Acks);
            Assert.Single(rig.Store.Journals());
        }).Check(Quiet);

    private static FakeRatingStore Ingest(List<IntakeMessage> messages, IngestLimits limits)
    {
        var rig = new LoopRig(limits);
        rig.Hear(messages);
        rig.Start();
        Assert.Empty(rig.Store.Quarantine(10));
        return rig.Store;
    }

    /// <summary>Everything but how the lines were cut into segments.</summary>
    internal static string Everything(IRatingStore store) => string.Join('\n', (IEnumerable<object>)
    [
        .. store.Journals(),
        .. store.Journals().SelectMany(j => store.Anchors(j.Journal)),
        .. store.Journals().Select(j => System.Text.Encoding.UTF8.GetString(
            [.. store.Evidence(j.Journal).SelectMany(s => s.Lines.ToArray())])),
        .. store.Events(DateOnly.MinValue, DateOnly.MaxValue),
        .. store.Rollups(DateOnly.MinValue, DateOnly.MaxValue),
    ]);
}
