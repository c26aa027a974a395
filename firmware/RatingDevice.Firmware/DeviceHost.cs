using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Capture;
using RatingDevice.Firmware.Health;
using RatingDevice.Firmware.Journal;
using RatingDevice.Firmware.Link;
using RatingDevice.Firmware.Options;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.GpioChip;
using RatingDevice.Firmware.Panel.InputEvents;
using RatingDevice.Firmware.Panel.Touch;
using RatingDevice.Firmware.Panel.Voice;
using RatingDevice.Firmware.Rehearsal;
using RatingDevice.Firmware.Stack;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware;

/// <summary>
/// Puts the device together and keeps it together: when one part ends before it was told to, all stop in
/// order, and systemd starts the device anew. The journal is whole at every moment of that.
/// </summary>
internal sealed partial class DeviceHost(DeviceOptions options, ILoggerFactory logs)
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Stuck = TimeSpan.FromSeconds(20);

    private readonly ILogger _log = logs.CreateLogger<DeviceHost>();
    private readonly DeviceStack _stack = StackChoice.Of(options.Stack, CompiledParts.All);

    private static string Version { get; } = typeof(DeviceHost).Assembly.GetName().Version!.ToString(3);

    /// <summary>What a registry pins; makes the key when this is the first start.</summary>
    public Digest Fingerprint()
    {
        using var key = LoadKey();
        return Es256.Fingerprint(key);
    }

    /// <summary>Serves until told to stop. True when that was why it stopped.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var key = LoadKey();
        using var systemd = SystemdNotify.FromEnvironment();
        var clock = new DeviceClock(TimeProvider.System, Posix.ClockIsSynced, BootIdentity.Read());
        using var journal = OpenJournal(clock, key);
        var inbox = new CounterInbox();
        var panels = Panels(clock);
        await using var connection = _stack.Link(clock.Time, logs);
        CounterLoop? counter = null;
        LinkLoop? link = null;
        var board = new StatusBoard(journal, clock, () => counter!.State,
            () => inbox.Overflow + link!.Overflow, FreeDisk, Version);
        var tellers = new KeptTellers(
            Path.Combine(options.DataDirectory!, "tellers.sealed"), DeviceId.Parse(options.Device!), key,
            book => inbox.Post(new TellersKnown(book, clock.Up)), logs.CreateLogger<KeptTellers>());
        tellers.Load();
        var linkOptions = options.ForLink() with { Config = tellers.Hear, Acked = TellAcked };
        link = new LinkLoop(connection, journal, clock, key, linkOptions, board.Build,
            inbox.Commands, new Random(), logs.CreateLogger<LinkLoop>(), Complain);
        counter = new CounterLoop(clock, options.ForCounter(), inbox, journal.Append, Show,
            logs.CreateLogger<CounterLoop>());
        var health = new HealthLoop(clock, inbox.Post, Pulses(clock, journal, counter, link),
            () => inbox.Overflow, systemd, logs.CreateLogger<HealthLoop>());

        using var parts = new DeviceParts(clock.Time, Patience);
        foreach (var panel in panels) parts.Start(0, panel.Name, ct => panel.RunAsync(inbox.Panels, ct));
        parts.Start(1, "counter", ct => counter.RunAsync(journal.Head.N, journal.Recovery, Version, ct));
        parts.Start(2, "link", link.RunAsync);
        parts.Start(2, "health", health.RunAsync);
        var rehearsal = new DeviceRehearsal(options, clock, logs.CreateLogger<DeviceRehearsal>());
        var told = await ServeAsync(parts, panels, rehearsal, systemd, stop);
        Stopped(journal.Head.N, journal.Acked.N);
        return told;

        void Show(PanelView view, CounterState state)
        {
            foreach (var panel in panels) panel.Show(view);
            if (board.IsNews(state)) link.StatusChanged();
        }

        void TellAcked(long n)
        {
            if (counter?.State.Service is not null) inbox.Post(new AckSeen(n, clock.Up));
        }

        void Complain(FaultCode code, bool raised, string detail) =>
            inbox.Post(new FaultSeen(code, raised, detail, clock.Up));
    }

    private async Task<bool> ServeAsync(
        DeviceParts parts, List<IPanel> panels, DeviceRehearsal rehearsal, SystemdNotify systemd,
        CancellationToken stop)
    {
        var first = parts.FirstEndAsync(stop);
        await AnnounceAsync(panels, rehearsal, systemd, first, stop);
        var ended = await first;
        systemd.Stopping();
        if (ended is not null) PartEnded(ended.Name, ended.Error);
        foreach (var end in await parts.StopAsync()) PartEnded(end.Name, end.Error);
        foreach (var panel in panels) await panel.DisposeAsync();
        return ended is null;
    }

    private static Pulse[] Pulses(
        DeviceClock clock, DeviceJournal journal, CounterLoop counter, LinkLoop link) =>
    [
        new("the counter", () => clock.Time.GetElapsedTime(counter.LastAlive), CounterLoop.Heartbeat + Stuck),
        new("the journal", () => journal.BusyFor, Stuck),
        new("the link", () => clock.Up - link.LastAlive, LinkLoop.AliveEvery + Stuck),
    ];

    private long FreeDisk()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(options.DataDirectory!)).AvailableFreeSpace;
        }
        catch (IOException)
        {
            return 0; // a disk that cannot be asked is reported as full: somebody has to look at it
        }
    }

    private ECDsa LoadKey()
    {
        Directory.CreateDirectory(options.DataDirectory!, OwnerOnly);
        return SigningKey.LoadOrMake(Path.Combine(options.DataDirectory!, "device.key"));
    }

    private DeviceJournal OpenJournal(DeviceClock clock, ECDsa key)
    {
        var fresh = JournalId.Parse("j-" + RandomNumberGenerator.GetHexString(24, lowercase: true));
        var device = DeviceId.Parse(options.Device!);
        var owner = new JournalOwner(device, Es256.WriteKey(key), Version, fresh);
        var path = Path.Combine(options.DataDirectory!, "journal.db");
        var journal = DeviceJournal.Open(path, clock, owner, options.ForJournal());
        if (journal.Recovery.Damage is { } damage) Damaged(damage);
        return journal;
    }

    private List<IPanel> Panels(DeviceClock clock)
    {
        var panels = new List<IPanel>();
        if (options.Touch.Enabled)
            panels.Add(new TouchPanel(options.ForTouch(), clock, logs.CreateLogger<TouchPanel>()));
        if (options.InputEvents.Enabled)
            panels.Add(new InputEventsPanel(
                options.ForInputEvents(), clock, logs.CreateLogger<InputEventsPanel>()));
        if (options.CardReader is { Kind: CardReaderKind.Keyboard } reader)
        {
            panels.Add(new CardReaderPanel(reader.Path!, TimeSpan.FromMilliseconds(reader.PauseMs), clock,
                logs.CreateLogger<CardReaderPanel>()));
        }

        if (options.GpioChip is { Enabled: true, By: GpioBy.Kernel })
            panels.Add(new GpioChipPanel(options.ForGpioChip(), clock, logs.CreateLogger<GpioChipPanel>()));
        if (options.Voice.Enabled)
            panels.Add(new VoicePanel(options.ForVoice(), clock, logs.CreateLogger<VoicePanel>()));
        panels.AddRange(_stack.Panels(options, clock, logs));
        return panels;
    }

    // One line on standard output, once everything serves: whoever started the device waits for it.
    private async Task AnnounceAsync(
        List<IPanel> panels, DeviceRehearsal rehearsal, SystemdNotify systemd, Task ended,
        CancellationToken stop)
    {
        var touch = panels.OfType<TouchPanel>().FirstOrDefault()?.Serving;
        if (touch is not null) await Task.WhenAny(touch, ended);
        if (ended.IsCompleted) return;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var visits = rehearsal.RunAsync(touch is null ? null : await touch, over.Token);
        await Task.WhenAny(visits, ended);
        await over.CancelAsync();
        await visits;
        if (ended.IsCompleted) return;
        var said = new Dictionary<string, string> { ["device"] = options.Device! };
        if (touch is not null) said["touch"] = (await touch).ToString();
        await Console.Out.WriteLineAsync($"ready {JsonSerializer.Serialize(said)}");
        await Console.Out.FlushAsync();
        systemd.Ready();
        systemd.Status($"device {options.Device} serves");
    }

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "{Part} ended before it was told to. The journal keeps all; the device stops: restart it.")]
    private partial void PartEnded(string part, Exception? error);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The journal was damaged: {Damage}. The rest is whole and goes on; the branch is told.")]
    private partial void Damaged(string damage);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Stopped at entry {Head}, acknowledged up to {Acked}.")]
    private partial void Stopped(long head, long acked);
}
