using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Firmware.Journal;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Link;

/// <summary>
/// Keeps a connection, sends the journal, says how the device is, and takes orders. Whatever goes wrong here
/// only delays: the journal has every entry.
/// </summary>
/// <param name="link">The connection.</param>
/// <param name="journal">What is sent.</param>
/// <param name="clock">Monotonic time for all waits.</param>
/// <param name="key">Signs batches; used on this loop only.</param>
/// <param name="options">Brokers, login, times.</param>
/// <param name="status">
/// What the device says of itself. Asked for "lost" once before each connect, which begins a new session:
/// that one is the will.
/// </param>
/// <param name="commands">Where orders go; full: dropped and counted.</param>
/// <param name="random">For jitter.</param>
/// <param name="log">For a technician.</param>
/// <param name="fault">Raised or cleared, with a sentence; called on this loop.</param>
internal sealed class LinkLoop(
    ILink link,
    DeviceJournal journal,
    DeviceClock clock,
    ECDsa key,
    LinkOptions options,
    Func<LinkState, Status> status,
    ChannelWriter<Command> commands,
    Random random,
    ILogger log,
    Action<FaultCode, bool, string> fault)
{
    /// <summary>
    /// The loop shows that it lives at least this often, but for the time one connect takes.
    /// </summary>
    public static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(5);

    /// <summary>A connection that lasted so long was a good one; the back-off begins anew after it.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(2);

    private readonly Backoff _backoff = new(options.BackoffFirst, options.BackoffMost);
    private readonly LinkInbox _inbox = new(commands, log, payload => options.Config(payload));
    private readonly LinkUpload _upload = new(link, journal, clock, key, options, fault, random, log);
    private readonly Topic _status = new(options.Outlet, options.Device, TopicKind.Status);
    private LinkWaits? _waits;
    private long _overflowAtStatus;
    private bool _overflowRaised;

    /// <summary>True while a broker has let us in.</summary>
    public bool Connected { get; private set; }

    /// <summary>Monotonic time of the last turn of the loop, for the watchdog.</summary>
    public TimeSpan LastAlive { get; private set; }

    /// <summary>Messages lost to full queues since start.</summary>
    public long Overflow => link.Overflow + _inbox.Dropped;

    /// <summary>Incoming messages that were not understood since start.</summary>
    public long Ignored => _inbox.Ignored;

    /// <summary>From any thread: the status has changed, publish it now.</summary>
    public void StatusChanged() => _waits?.Nudge();

    /// <summary>Runs until cancelled, then says goodbye.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _waits = new LinkWaits(link, journal, clock.Time, stop);
        try
        {
            await PauseAsync(_backoff.AtStart(random.NextDouble()), stop);
            await StayConnectedAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await SayGoodbyeAsync();
        }
    }

    private async Task StayConnectedAsync(CancellationToken stop)
    {
        var turn = new BrokerTurn(options.Brokers.Count);
        for (var failures = 0; ;)
        {
            var began = clock.Up;
            var why = await ConnectAsync(options.Brokers[turn.Index], stop);
            if (why is null)
            {
                (why, var unanswered) = await ServeAsync(stop);
                failures = clock.Up - began >= Lasting ? 1 : failures + 1;
                turn = unanswered ? turn.Failed() : turn.Lost();
            }
            else
            {
                turn = turn.Failed();
                if (turn.RoundOver) failures++;
            }

            var pause = turn.RoundOver ? _backoff.After(failures, random.NextDouble()) : TimeSpan.Zero;
            log.NotConnected(why, pause);
            await PauseAsync(pause, stop);
        }
    }

    /// <returns>Null when connected, otherwise why not.</returns>
    private async Task<string?> ConnectAsync(BrokerAddress broker, CancellationToken stop)
    {
        LastAlive = clock.Up;
        while (link.Events.TryRead(out _))
        {
            // what an earlier connection left: acks come again, and its end is known
        }

        try
        {
            var will = WireText.Write(status(LinkState.Lost));
            var login = new LinkLogin(options.Outlet, options.Device, options.Password, will);
            await link.ConnectAsync(broker, login, stop);
            Connected = true;
            log.Connected(broker, journal.Head.N - journal.Acked.N);
            return null;
        }
        catch (LinkException e)
        {
            return e.Message;
        }
    }

    /// <returns>Why the connection ended; and whether it was left because nobody answers on it.</returns>
    private async Task<(string Why, bool Unanswered)> ServeAsync(CancellationToken stop)
    {
        var statusDue = clock.Up;
        try
        {
            while (true)
            {
                LastAlive = clock.Up;
                if (Hear() is { } lost) return (lost, false);
                TellOverflow(mayClear: clock.Up >= statusDue);
                if (_waits!.TakeNudge() | clock.Up >= statusDue)
                {
                    await PublishStatusAsync(LinkState.Online, stop);
                    statusDue = clock.Up + options.StatusEvery;
                }

                var due = await _upload.SendAsync(stop);
                var next = Min(Min(due ?? statusDue, statusDue) - clock.Up, AliveEvery);
                await _waits.AnyAsync(next, due is null ? journal.Acked.N : null);
            }
        }
        catch (LinkException e)
        {
            return (e.Message, false);
        }
        catch (UnansweredException e)
        {
            return (e.Message, true);
        }
        finally
        {
            // the goodbye of a stop still needs the connection
            if (!stop.IsCancellationRequested) Connected = false;
            _upload.Disconnected();
        }
    }

    /// <returns>Why the connection is gone; null while it holds.</returns>
    private string? Hear()
    {
        while (link.Events.TryRead(out var heard))
        {
            if (heard is LinkLost lost) return lost.Why;
            if (heard is not LinkMessage message) continue;
            if (_inbox.Read(message, journal.Id) is not { } ack) continue;
            _upload.Hear(ack);
            options.Acked(journal.Acked.N);
        }

        return null;
    }

    private Task PublishStatusAsync(LinkState state, CancellationToken stop) =>
        link.PublishAsync(_status, WireText.Write(status(state)), retain: true, stop);

    // Raised at the first loss, cleared when nothing more was lost from one regular status to the next.
    private void TellOverflow(bool mayClear)
    {
        var lost = Overflow;
        if (lost > _overflowAtStatus && !_overflowRaised)
        {
            _overflowRaised = true;
            fault(FaultCode.Overflow, true, $"link: {lost} messages lost, queue full");
        }

        if (!mayClear) return;
        if (_overflowRaised && lost == _overflowAtStatus)
        {
            _overflowRaised = false;
            fault(FaultCode.Overflow, false, "link: keeping up again");
        }

        _overflowAtStatus = lost;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        for (var until = clock.Up + pause; clock.Up < until;)
        {
            LastAlive = clock.Up;
            await Task.Delay(Min(until - clock.Up, AliveEvery), clock.Time, stop);
        }
    }

    private async Task SayGoodbyeAsync()
    {
        if (!Connected) return;
        using var limit = new CancellationTokenSource(GoodbyeTime, clock.Time);
        try
        {
            await PublishStatusAsync(LinkState.Stopped, limit.Token);
            await link.DisconnectAsync(limit.Token);
        }
        catch (Exception e) when (e is LinkException or OperationCanceledException)
        {
            // then the broker finds out by itself, and publishes the will
        }

        Connected = false;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
