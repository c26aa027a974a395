using System.Threading.Channels;
using RatingDevice.Firmware.Panel;
using RatingDevice.Simulation.Faults;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// The panel of one life of a device program. It notes what a customer would have seen; what a dead program
/// shows is seen by nobody.
/// </summary>
internal sealed class SimPanel(SimDevice device, SimLife life, bool hasty) : IPanel
{
    private static readonly TimeSpan ThanksLast = SimDevice.Settings.Thanks > SimDevice.Settings.Grace
        ? SimDevice.Settings.Thanks : SimDevice.Settings.Grace;

    private readonly Channel<PanelEvent> _seen = Channel.CreateUnbounded<PanelEvent>();
    private TimeSpan? _thanksUntil;
    private bool _lost;

    public string Name => "sim";

    /// <summary>What a person sees; null before the first view.</summary>
    public PanelView? View { get; private set; }

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        while (await _seen.Reader.WaitToReadAsync(stop))
        {
            while (_seen.Reader.TryRead(out var e)) await events.WriteAsync(e, stop);
        }
    }

    public void Show(PanelView view)
    {
        var thanks = view.Mood == PanelMood.Thanks && view.Until != _thanksUntil;
        if (!(thanks ? device.Pass(CrashPoint.BeforeThanks, life) : !life.Dead)) return;
        View = view;
        device.World.Trace.Add(device.Name, $"shows {view.Mood} {view.Service} {view.Teller}");
        if (!thanks) return;
        _thanksUntil = view.Until;
        device.Presses.Thanked(view.Service, view.Until!.Value - ThanksLast);
        device.Pass(CrashPoint.AfterThanks, life);
    }

    /// <summary>True where a key would be noticed.</summary>
    public bool Sees => !_lost && !life.Dead;

    /// <summary>A level key, with bounces.</summary>
    public void Press(LevelCode level, int bounces)
    {
        var key = new PanelKey(level);
        for (var i = 0; i <= bounces; i++)
        {
            Report(new KeyEdge(key, true, device.Clock.Up));
            Report(new KeyEdge(key, false, device.Clock.Up));
        }

        if (hasty && View?.Mood == PanelMood.Invited) device.Presses.Thanked(View.Service, device.Clock.Up);
    }

    public void Ask(PanelEvent what)
    {
        if (Sees) Report(what);
    }

    public void Lose(bool lost)
    {
        if (_lost == lost || life.Dead) return;
        _lost = lost;
        Report(new PanelFault(FaultCode.PanelLost, lost, lost ? "unplugged" : "back", device.Clock.Up));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Report(PanelEvent e) => _seen.Writer.TryWrite(e);
}
