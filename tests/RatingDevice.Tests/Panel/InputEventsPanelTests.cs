using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.InputEvents;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

public sealed class InputEventsPanelTests : PanelContract
{
    private static readonly InputEventsLamps NoLamps = new();

    private protected override PanelRig Rig() => new FifoRig();

    [Fact]
    public async Task A_held_key_is_one_press_however_long_it_repeats()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Write(EventRecords.Key(FifoRig.Key1, 1), EventRecords.Report);
        for (var i = 0; i < 50; i++) rig.Write(EventRecords.Key(FifoRig.Key1, 2), EventRecords.Report);
        await rig.PressAsync(PanelRig.Levels[3]);
        rig.Write(EventRecords.Key(FifoRig.Key1, 0), EventRecords.Report);
        var edges = await run.EdgesAsync(4);
        Assert.Equal(
            [(PanelRig.Levels[0], true), (PanelRig.Levels[3], true),
                (PanelRig.Levels[3], false), (PanelRig.Levels[0], false)],
            edges.Select(e => (e.Key.Level!.Value, e.Down)));
    }

    [Fact]
    public async Task After_dropped_events_nothing_is_believed_until_the_next_report()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Write(EventRecords.Key(FifoRig.Key1, 1), EventRecords.Report, EventRecords.Dropped,
            EventRecords.Key(FifoRig.Key2, 1), EventRecords.Dropped, EventRecords.Key(FifoRig.Key2, 0),
            EventRecords.Report, EventRecords.Key(FifoRig.Key1, 0), EventRecords.Report);
        await rig.PressAsync(PanelRig.Levels[2]);
        Assert.Equal([true, false], (await run.EdgesAsync(2)).Select(e => e.Down));
        await run.FaultAsync(FaultCode.PanelDropped, raised: true);
        await run.FaultAsync(FaultCode.PanelDropped, raised: false);
        Assert.All(await run.EdgesAsync(2), e => Assert.Equal(PanelRig.Levels[2], e.Key.Level));
    }

    [Fact]
    public async Task A_key_held_while_unplugged_is_let_go_before_the_fault()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Write(EventRecords.Key(FifoRig.Key1, 1), EventRecords.Report);
        Assert.True((await run.NextAsync<KeyEdge>()).Down);
        rig.Lose();
        Assert.False((await run.NextAsync<KeyEdge>()).Down);
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
    }

    [Fact]
    public async Task Unplugged_while_out_of_step_no_fault_is_left_behind()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Write(EventRecords.Key(FifoRig.Key1, 1), EventRecords.Report, EventRecords.Dropped);
        await run.EdgesAsync(2);
        await run.FaultAsync(FaultCode.PanelDropped, raised: true);
        rig.Lose();
        await run.FaultAsync(FaultCode.PanelDropped, raised: false);
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
        rig.Return();
        await run.FaultAsync(FaultCode.PanelLost, raised: false);
        await rig.PressAsync(PanelRig.Levels[0]);
        await run.EdgesAsync(2);
    }

    [Fact]
    public async Task Records_cut_in_two_and_records_of_no_meaning_do_no_harm()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Write(EventRecords.Record(4, 4, 0x7001e));
        rig.Write(EventRecords.Record(0xffff, 0xffff, int.MinValue, seconds: -1, micros: -1));
        rig.Write(EventRecords.Key(0x2ff, 1), EventRecords.Key(0x2ff, 0));
        byte[] press =
        [
            .. EventRecords.Key(FifoRig.KeyEnter, 1), .. EventRecords.Report,
            .. EventRecords.Key(FifoRig.KeyEnter, 0), .. EventRecords.Report,
        ];
        foreach (var part in press.Chunk(7))
        {
            rig.Write(part);
            await Eventually.TrueAsync(() => rig.Unread == 0, "the part is read by itself");
        }
        var edges = await run.EdgesAsync(2);
        Assert.All(edges, e => Assert.Equal(PanelKey.Invite, e.Key));
        Assert.Equal([true, false], edges.Select(e => e.Down));
    }

    [Fact]
    public async Task Two_keys_of_one_level_are_one_key()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        foreach (var value in new[] { 1, 0 })
        {
            rig.Write(EventRecords.Key(FifoRig.Key1, value), EventRecords.Key(FifoRig.KeyPad1, value));
            rig.Write(EventRecords.Report);
        }
        await rig.PressAsync(PanelRig.Levels[1]);
        var edges = await run.EdgesAsync(4);
        Assert.Equal([true, false], edges.Where(e => e.Key.Level == PanelRig.Levels[0]).Select(e => e.Down));
    }

    [Fact]
    public async Task A_plain_file_of_records_is_played_once()
    {
        var clock = PanelRig.HurriedClock();
        var file = Path.GetTempFileName();
        try
        {
            byte[] press = [.. EventRecords.Key(FifoRig.Key1, 1), .. EventRecords.Key(FifoRig.Key1, 0)];
            File.WriteAllBytes(file, press);
            await using var panel = new InputEventsPanel(
                new InputEventsSettings(file, Keys("KEY_1"), null, NoLamps), clock, NullLogger.Instance);
            await using var run = new PanelRun(panel);
            await run.EdgesAsync(2);
            await run.FaultAsync(FaultCode.PanelLost, raised: true);
            await Task.Delay(InputEventsPanel.Retry * 3, clock.Time);
            Assert.Equal(0, run.Waiting);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_folder_is_no_keypad_and_is_said_to_be_none_once()
    {
        var clock = PanelRig.HurriedClock();
        var settings = new InputEventsSettings(Path.GetTempPath(), Keys("KEY_1"), null, NoLamps);
        await using var panel = new InputEventsPanel(settings, clock, NullLogger.Instance);
        await using var run = new PanelRun(panel);
        await run.FaultAsync(FaultCode.PanelLost, raised: true);
        await Task.Delay(InputEventsPanel.Retry * 3, clock.Time);
        Assert.Equal(0, run.Waiting);
    }

    [Theory]
    [InlineData("KEY_11", "'KEY_11'")]
    [InlineData("key_1", "'key_1'")]
    [InlineData("KEY_ENTER", "'KEY_ENTER'")]
    public void A_wrong_key_name_is_named(string key, string named)
    {
        var settings = new InputEventsSettings("/dev/input/event0", Keys("KEY_1", key), "KEY_ENTER", NoLamps);
        var error = Assert.Throws<ArgumentException>(() =>
            new InputEventsPanel(settings, PanelRig.HurriedClock(), NullLogger.Instance));
        Assert.Contains(named, error.Message);
    }

    private static Dictionary<string, LevelCode> Keys(params string[] names) =>
        names.Index().ToDictionary(n => n.Item, n => PanelRig.Levels[n.Index]);
}
