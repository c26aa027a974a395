using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Panel;
using RatingDevice.Tests.Capture;
using RatingDevice.Tests.Journal;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>The real counter and journal behind a panel of lines, and nothing else: no page, no PC.</summary>
internal sealed class LineCounter : IAsyncDisposable
{
    private static readonly CounterSettings Settings = CounterScript.Settings with
    {
        // keys are tapped nearer to each other than a person could
        Debounce = TimeSpan.Zero, Window = TimeSpan.FromMinutes(5), Grace = TimeSpan.Zero,
        Thanks = TimeSpan.FromMinutes(5),
        SignOn = new() { PinKeys = true, PinPause = TimeSpan.FromMinutes(5) },
    };

    private readonly LineRig _rig;
    private readonly JournalHome _home = new(real: false);
    private readonly DeviceJournal _journal;
    private readonly CounterInbox _inbox = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CounterLoop _loop;
    private readonly Task _counting, _panel;
    private readonly ConcurrentQueue<PanelView> _shown = [];

    public LineCounter(LineRig rig)
    {
        (_rig, _journal) = (rig, _home.Open());
        _loop = new CounterLoop(
            rig.Clock, Settings, _inbox, _journal.Append, Show, NullLogger<CounterLoop>.Instance);
        _counting = _loop.RunAsync(_journal.Head.N, _journal.Recovery, "1.0", _stop.Token);
        _inbox.Post(new TellersKnown(new TellerBook(CounterScript.Tellers), rig.Clock.Up));
        _panel = rig.Panel.RunAsync(_inbox.Panels, _stop.Token);
    }

    /// <summary>What was written since the start.</summary>
    public IReadOnlyList<Entry> Entries => [.. JournalHome.Entries(_journal).Skip(3)];

    /// <summary>Every view that was shown, in order.</summary>
    public IReadOnlyCollection<PanelView> Shown => _shown;

    /// <summary>Digits of a PIN so far.</summary>
    public int Typed => _loop.State.Typing?.Digits.Text.Length ?? 0;

    public Task TapAsync(PanelKey key) => _rig.TapAsync(key);

    /// <summary>The keys of these digits, one after the other.</summary>
    public async Task TypeAsync(string digits)
    {
        foreach (var digit in digits) await _rig.TapAsync(new PanelKey(PanelRig.Levels[digit - '1']));
    }

    /// <summary>The counter is there, and so are its lamps.</summary>
    public async Task SeesAsync(PanelMood mood)
    {
        await Eventually.TrueAsync(() => _shown.LastOrDefault()?.Mood == mood, $"the view is {mood}");
        await Eventually.TrueAsync(() => _rig.ShowsAsync(_shown.Last()), $"the lamps say {mood}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _counting;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _panel);
        _journal.Dispose();
        _home.Dispose();
        _stop.Dispose();
    }

    private void Show(PanelView view, CounterState state)
    {
        _shown.Enqueue(view);
        _rig.Panel.Show(view);
    }
}
