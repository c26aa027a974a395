using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

public sealed class InputEventsLampTests
{
    private static readonly PanelView Idle = new(PanelMood.Idle), Invited = new(PanelMood.Invited);

    [Fact]
    public async Task Each_lamp_says_its_own_thing_at_full_brightness()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        await SeenAsync(rig, Invited, "1 0 0");
        await SeenAsync(rig, new PanelView(PanelMood.Thanks, CanChange: true), "0 255 0");
        await SeenAsync(rig, new PanelView(PanelMood.OutOfOrder), "0 0 1");
        await SeenAsync(rig, new PanelView(PanelMood.Idle, Faults: [FaultCode.AckMismatch]), "0 0 1");
        await SeenAsync(rig, Idle, "0 0 0");
    }

    [Fact]
    public async Task To_be_found_all_lamps_blink_until_the_next_view()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        rig.Panel.Show(new PanelView(PanelMood.Identify));
        for (var i = 0; i < 3; i++)
        {
            await Eventually.TrueAsync(() => Lamps(rig) == "1 255 1", "all lamps are lit");
            await Eventually.TrueAsync(() => Lamps(rig) == "0 0 0", "all lamps are dark");
        }
        await SeenAsync(rig, Invited, "1 0 0");
    }

    [Fact]
    public async Task A_device_that_stops_leaves_no_lamp_lit()
    {
        await using var rig = new FifoRig();
        await using var run = new PanelRun(rig.Panel);
        await SeenAsync(rig, Invited, "1 0 0");
        await run.StopAsync();
        Assert.Equal("0 0 0", Lamps(rig));
    }

    [Fact]
    public async Task A_broken_lamp_is_reported_once_and_stops_neither_keys_nor_other_lamps()
    {
        var log = new LogKept();
        await using var rig = new FifoRig(log);
        Directory.Delete(rig.LampPath("thanks"), recursive: true);
        await using var run = new PanelRun(rig.Panel);
        for (var i = 0; i < 5; i++)
        {
            rig.Panel.Show(new PanelView(PanelMood.Thanks));
            await Eventually.TrueAsync(() => rig.Lamp("invited") == "0", "the lamp is dark");
            rig.Panel.Show(Invited);
            await Eventually.TrueAsync(() => rig.Lamp("invited") == "1", "the lamp is lit");
        }
        var line = Assert.Single(log.Lines);
        Assert.Contains("thanks", line);
        Assert.Contains(rig.LampPath("thanks"), line);
        await rig.PressAsync(PanelRig.Levels[0]);
        await run.EdgesAsync(2);
    }

    [Fact]
    public async Task A_lamp_that_works_again_is_lit_with_the_next_view()
    {
        await using var rig = new FifoRig();
        File.Delete(rig.LampPath("fault"));
        await using var run = new PanelRun(rig.Panel);
        rig.Panel.Show(Invited);
        await Eventually.TrueAsync(() => rig.Lamp("invited") == "1", "the other lamps work");
        File.WriteAllText(rig.LampPath("fault"), "0\n");
        await SeenAsync(rig, new PanelView(PanelMood.OutOfOrder), "0 0 1");
    }

    private static string Lamps(FifoRig rig) =>
        $"{rig.Lamp("invited")} {rig.Lamp("thanks")} {rig.Lamp("fault")}";

    private static async Task SeenAsync(FifoRig rig, PanelView view, string lamps)
    {
        rig.Panel.Show(view);
        await Eventually.TrueAsync(() => Lamps(rig) == lamps, $"the lamps show {lamps} for {view.Mood}");
    }

    private sealed class LogKept : ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines) return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(
            LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> text)
        {
            lock (_lines) _lines.Add(text(state, error));
        }
    }
}
