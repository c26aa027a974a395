using System.Threading.Channels;
using RatingDevice.Firmware;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Panel;

/// <summary>
/// A panel in memory: no threads, no time of its own. As real ones do, it sees nothing while nobody runs it
/// or while it is lost, lets go of held keys when it is lost, and waits where the channel is full.
/// </summary>
internal sealed class FakePanel(DeviceClock clock, string name = "fake") : IPanel
{
    private readonly HashSet<PanelKey> _down = [];
    private Channel<PanelEvent>? _seen;
    private bool _lost;

    public string Name => name;

    /// <summary>What a person sees now; null before the first view.</summary>
    public PanelView? View { get; private set; }

    /// <summary>Views shown so far.</summary>
    public long Views { get; private set; }

    /// <summary>Called with each view as it is shown; what it throws, the test sees.</summary>
    public Action<PanelView>? Shown { get; set; }

    /// <summary>True while somebody runs the panel and it is not lost: only then is a key seen.</summary>
    public bool Sees => _seen is not null && !_lost;

    public async Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop)
    {
        var seen = _seen = Channel.CreateUnbounded<PanelEvent>(); // a test's own presses
        try
        {
            if (_lost) Report(new PanelFault(FaultCode.PanelLost, true, "lost before the start", clock.Up));
            await foreach (var e in seen.Reader.ReadAllAsync(stop)) await events.WriteAsync(e, stop);
        }
        finally
        {
            _seen = null;
            _down.Clear();
        }
    }

    public void Show(PanelView view)
    {
        View = view;
        Views++;
        Shown?.Invoke(view);
    }

    /// <summary>One press: down and up. False where the panel could not see it.</summary>
    public bool Press(LevelCode level) => Press(new PanelKey(level));

    /// <summary>One press: down and up. False where the panel could not see it.</summary>
    public bool Press(PanelKey key) => Edge(key, true) && Edge(key, false);

    /// <summary>One raw edge, to bounce with or to hold. False where the panel could not see it.</summary>
    public bool Edge(PanelKey key, bool down)
    {
        if (!Sees) return false;
        if (down) _down.Add(key);
        else _down.Remove(key);
        return Report(new KeyEdge(key, down, clock.Up));
    }

    public bool SignOn(TellerId teller) => Report(new PanelSignOn(teller, clock.Up));

    public bool SignOff() => Report(new PanelSignOff(clock.Up));

    public bool Invite(ServiceId? service = null) => Report(new PanelInvite(service, clock.Up));

    /// <summary>The panel loses events and says so.</summary>
    public bool Drop()
    {
        if (!Sees) return false;
        ReleaseAll();
        Report(new PanelFault(FaultCode.PanelDropped, true, "events were dropped", clock.Up));
        return Report(new PanelFault(FaultCode.PanelDropped, false, "in step again", clock.Up));
    }

    /// <summary>Unplugged.</summary>
    public void Lose(string detail = "unplugged")
    {
        if (_lost) return;
        ReleaseAll();
        Report(new PanelFault(FaultCode.PanelLost, true, detail, clock.Up));
        _lost = true;
    }

    /// <summary>Plugged in again.</summary>
    public void Return(string detail = "back")
    {
        if (!_lost) return;
        _lost = false;
        Report(new PanelFault(FaultCode.PanelLost, false, detail, clock.Up));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void ReleaseAll()
    {
        foreach (var key in _down.ToArray()) Edge(key, false);
    }

    private bool Report(PanelEvent e) =>
        (!_lost || e is PanelFault) && _seen is not null && _seen.Writer.TryWrite(e);
}
