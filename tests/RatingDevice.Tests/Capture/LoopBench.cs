using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Panel;
using RatingDevice.Simulation.Disk;
using RatingDevice.Tests.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Capture;

/// <summary>The real loop on a real journal on a disk that fails on command, in time moved by hand.</summary>
internal sealed class LoopBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<PanelView> _views = [];
    private readonly Task _running;

    public LoopBench(CounterInbox? inbox = null)
    {
        Inbox = inbox ?? new CounterInbox();
        Journal = Home.Open();
        Loop = new CounterLoop(Home.Clock, CounterScript.Settings, Inbox, Journal.Append, Show,
            NullLogger<CounterLoop>.Instance);
        _running = Loop.RunAsync(Journal.Head.N, Journal.Recovery, "1.0", _stop.Token);
    }

    public JournalHome Home { get; } = new(real: false);

    public SimDisk Disk => Home.Disk!;

    public DeviceJournal Journal { get; }

    public CounterInbox Inbox { get; }

    public CounterLoop Loop { get; }

    /// <summary>Called on the loop with each view, before the loop goes on.</summary>
    public Action<PanelView>? Shown { get; set; }

    public PanelView View
    {
        get { lock (_gate) return _views[^1]; }
    }

    public IReadOnlyList<PanelMood> Moods
    {
        get { lock (_gate) return [.. _views.Select(v => v.Mood)]; }
    }

    public IEnumerable<Entry> Entries => JournalHome.Entries(Journal).Skip(3); // opened, boot, config

    public void Press(string level, bool down = true) => Assert.True(Inbox.Panels.TryWrite(
        new KeyEdge(new PanelKey(LevelCode.Parse(level)), down, Home.Clock.Up)));

    public void Invite() => Assert.True(Inbox.Panels.TryWrite(new PanelInvite(null, Home.Clock.Up)));

    public Task Sees(PanelMood mood) => Eventually.IsTrueAsync(() => View.Mood == mood, $"the view {mood}");

    /// <summary>Moves time and lets the loop take notice.</summary>
    public void Pass(TimeSpan span) => Home.Time.Advance(span);

    /// <summary>
    /// Seconds pass until it is so. One second may pass before the loop has read the clock for its next try.
    /// </summary>
    public Task PassUntil(Func<bool> condition, string what) => Eventually.IsTrueAsync(() =>
    {
        if (condition()) return true;
        Pass(TimeSpan.FromSeconds(1));
        return false;
    }, what);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Journal.Dispose();
        Home.Dispose();
        _stop.Dispose();
    }

    private void Show(PanelView view, CounterState state)
    {
        Shown?.Invoke(view);
        lock (_gate) _views.Add(view);
    }
}
