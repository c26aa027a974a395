using RatingDevice.Firmware.Panel;
using RatingDevice.Simulation.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>The fake is held to the same contract, and is not kinder where the contract is silent.</summary>
public sealed class FakePanelTests : PanelContract
{
    private protected override PanelRig Rig() => new FakeRig();

    [Fact]
    public async Task A_press_nobody_could_see_is_never_told_later()
    {
        await using var rig = new FakeRig();
        Assert.False(rig.Fake.Press(PanelRig.Levels[0]));
        await using var run = new PanelRun(rig.Panel);
        rig.Fake.Lose();
        Assert.False(rig.Fake.Press(PanelRig.Levels[0]));
        rig.Fake.Return();
        Assert.True(rig.Fake.Press(PanelRig.Levels[1]));
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
        await run.FaultAsync(FaultCode.PanelLost, raised: false);
        Assert.All(await run.EdgesAsync(2), e => Assert.Equal(PanelRig.Levels[1], e.Key.Level));
    }

    [Fact]
    public async Task A_held_key_is_let_go_when_the_panel_is_lost_or_drops_events()
    {
        await using var rig = new FakeRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Fake.Edge(new PanelKey(PanelRig.Levels[0]), down: true);
        rig.Fake.Drop();
        rig.Fake.Edge(new PanelKey(PanelRig.Levels[0]), down: true);
        rig.Fake.Lose();
        Assert.Equal([true, false], (await run.EdgesAsync(2)).Select(e => e.Down));
        await run.FaultAsync(FaultCode.PanelDropped, raised: true);
        await run.FaultAsync(FaultCode.PanelDropped, raised: false);
        Assert.Equal([true, false], (await run.EdgesAsync(2)).Select(e => e.Down));
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
    }

    private sealed class FakeRig : PanelRig
    {
        public FakeRig() => Fake = new FakePanel(Clock);

        public FakePanel Fake { get; }

        public override IPanel Panel => Fake;

        public override Task PressAsync(LevelCode level)
        {
            Assert.True(Fake.Press(level));
            return Task.CompletedTask;
        }

        public override Task PressBothAsync(LevelCode one, LevelCode other)
        {
            foreach (var (level, down) in new[] { (one, true), (other, true), (one, false), (other, false) })
                Assert.True(Fake.Edge(new PanelKey(level), down));
            return Task.CompletedTask;
        }

        public override Task<bool> ShowsAsync(PanelView view) => Task.FromResult(Fake.View == view);

        public override void Lose() => Fake.Lose();

        public override void Return() => Fake.Return();
    }
}
