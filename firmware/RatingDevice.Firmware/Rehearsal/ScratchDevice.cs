using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Health;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Link;
using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Touch;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Rehearsal;

/// <summary>
/// A whole device beside the real one, with nothing in common but the program: its journal is in memory, its
/// key is its own, its page is on a loopback port nobody knows, and its link leads nowhere.
/// </summary>
internal sealed class ScratchDevice : IDisposable
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1),
        Long = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(2);

    private readonly CounterInbox _inbox = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DeviceClock _clock;
    private readonly DeviceJournal _journal;
    private readonly TouchPanel _panel;
    private readonly AnsweringLink _link;
    private readonly CounterLoop _counter;
    private readonly LinkLoop _loop;
    private readonly DeviceParts _parts;

    public ScratchDevice(DeviceOptions options, DeviceClock clock)
    {
        _clock = clock;
        var name = DeviceId.Parse("rehearsal");
        Orders = new Topic(OutletId.Parse("rehearsal"), name, TopicKind.Command);
        var owner = new JournalOwner(name, Es256.WriteKey(_key), "0", JournalId.Parse("rehearsal"));
        _journal = DeviceJournal.Open("file:rehearsal?mode=memory", clock, owner, options.ForJournal());
        _panel = new TouchPanel(
            options.ForTouch() with { Address = "127.0.0.1", Port = 0 }, clock, NullLogger.Instance);
        _link = new AnsweringLink(clock.Time);
        var board = new StatusBoard(_journal, clock, () => _counter!.State, () => 0, () => 0, "0");
        var link = new LinkOptions
        {
            Outlet = Orders.Outlet, Device = name, Brokers = [new("rehearsal", 1)], BackoffFirst = Instant,
        };
        _loop = new LinkLoop(_link, _journal, clock, _key, link, board.Build, _inbox.Commands, new Random(0),
            NullLogger.Instance, (_, _, _) => { });
        // no key is still bouncing, nothing ends by itself, whatever this device's options are
        var unhurried = options.ForCounter() with
        {
            Window = Long, Grace = Long, Thanks = Long, Debounce = TimeSpan.Zero,
        };
        _counter = new CounterLoop(clock, unhurried, _inbox, _journal.Append, Show,
            NullLogger<CounterLoop>.Instance);
        _parts = new DeviceParts(clock.Time, Patience);

        void Show(PanelView view, CounterState state)
        {
            _panel.Show(view);
            if (board.IsNews(state)) _loop.StatusChanged();
        }
    }

    /// <summary>Where its orders go.</summary>
    public Topic Orders { get; }

    /// <summary>Last number in its journal.</summary>
    public long Head => _journal.Head.N;

    /// <summary>Starts it; returns its page's address.</summary>
    public Task<Uri> StartAsync(CancellationToken stop)
    {
        _parts.Start(0, _panel.Name, ct => _panel.RunAsync(_inbox.Panels, ct));
        _parts.Start(1, "counter", ct => _counter.RunAsync(Head, _journal.Recovery, "0", ct));
        _parts.Start(2, "link", _loop.RunAsync);
        return _panel.Serving.WaitAsync(stop);
    }

    /// <summary>The counter PC invites.</summary>
    public void Invite(int number) => _link.Order(Orders, new Command
    {
        V = Limits.Version,
        Id = CommandId.Parse($"r-{number}"),
        At = _clock.At(_clock.Up),
        Ttl = TimeSpan.FromMinutes(1),
        Do = CommandVerb.Invite,
    });

    /// <summary>Waits until a batch was sent and acknowledged.</summary>
    public Task AckedAsync(CancellationToken stop) => _link.Acked.WaitAsync(stop);

    public async Task StopAsync() => await _parts.StopAsync();

    public void Dispose()
    {
        _parts.Dispose();
        _journal.Dispose();
        _key.Dispose();
    }
}
