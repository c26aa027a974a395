using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Uplink;

/// <summary>
/// Sends what has no receipt yet, oldest first, one at a time where the level above answers at once. The
/// cursor is the receipts in the store, so a stop, a crash or a month without a network loses nothing and
/// needs nothing done. An outlet whose statement is refused waits; the others go on.
/// </summary>
/// <param name="office">The level above.</param>
/// <param name="store">Statements and their receipts.</param>
/// <param name="pinned">Fingerprint of the key the level above signs receipts with.</param>
/// <param name="limits">How hard it works.</param>
/// <param name="random">Spreads the pauses of those that lost the same level above.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of refusals and failures.</param>
internal sealed partial class UplinkLoop(
    IHeadOffice office, IStatementStore store, Digest pinned, UplinkLimits limits, Random random,
    TimeProvider time, ILogger<UplinkLoop> log)
{
    private readonly Courier _courier = new(office, store, pinned);
    private readonly Backoff _backoff = new(limits.FirstPause, limits.MostPause);
    private int _failures;
    private Resending? _resending;

    /// <summary>How it does.</summary>
    public UplinkBook Book { get; } = new();

    /// <summary>What is to be sent again.</summary>
    public ResendNote Note { get; init; } = new(null);

    /// <summary>Where it sends to.</summary>
    public string Where => office.Where;

    /// <summary>From any thread: everything of periods that end on a day or later goes up again, and what
    /// was held up is tried; kept over a restart when this returns.</summary>
    /// <exception cref="IOException">It could not be kept; nothing is sent again.</exception>
    public void Resend(DateOnly from) => Note.Ask(from);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (Note.Damage is { } damage) LogNoteLost(damage);
        while (true)
        {
            var pause = limits.Look;
            try
            {
                var more = Note.Left is { } left && await ResendAsync(left, stop);
                var moved = await LookAsync(stop) + (more ? 1 : 0);
                if (_failures > 0) pause = _backoff.After(_failures, random.NextDouble());
                else if (moved > 0) pause = TimeSpan.Zero;
            }
            catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
            {
                Failed($"the store failed: {e.Message}");
                pause = _backoff.After(_failures, random.NextDouble());
            }

            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, stop);
        }
    }

    /// <summary>Sends what a window of unsent statements has; how many receipts came, and outlets were held
    /// up: what lies behind them is next.</summary>
    private async Task<int> LookAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var held = Book.HeldUp.Now.Select(h => h.Outlet).Where(o => Book.HeldUp.Holds(o, now)).ToHashSet();
        var window = store.Unsent(Math.Max(limits.Window, office.MostUnderway), held);
        if (window.Count == 0) Reached();
        var (moved, underway) = (0, 0);
        foreach (var kept in window)
        {
            if (Book.HeldUp.Holds(kept.Signed.Head.Outlet, time.GetUtcNow())) continue;
            if (underway >= office.MostUnderway) break;
            switch (await BringAsync(kept.Signed, stop))
            {
                case Bring.Underway: underway++; break;
                case Bring.Away: return moved;
                default: moved++; break;
            }
        }

        return moved;
    }

    /// <summary>True where it goes on at once.</summary>
    private async Task<bool> ResendAsync(ResendLeft left, CancellationToken stop)
    {
        if (_resending is null || !ReferenceEquals(_resending.Left, left))
        {
            Book.HeldUp.ReleaseAll();
            _resending = new(left, store, office.MostUnderway);
            LogResend(left.From, _resending.State.Total - _resending.State.Done);
        }

        var again = _resending;
        var same = await again.StepAsync(s => BringAsync(s, stop), Note);
        Book.Resend = again.Ended ? again.State with { Finished = time.GetUtcNow() } : again.State;
        if (!same) return true;
        if (!again.Ended) return false;
        _resending = null;
        Note.Done(again.Left, null);
        return true;
    }

    private async Task<Bring> BringAsync(SignedStatement statement, CancellationToken stop)
    {
        var came = await _courier.BringAsync(statement, stop);
        var (outlet, n) = (came.Of.Head.Outlet, came.Of.Head.N);
        switch (came.Became)
        {
            case Taken taken when came.Delivered:
                Reached();
                Book.Delivered(taken.Receipt);
                Book.HeldUp.Release(outlet);
                return Bring.Delivered;
            case Taken:
                Held(outlet, n, null, came.BadReceipt);
                return Bring.HeldUp;
            case Refused refused:
                Held(outlet, n, refused.Reason, refused.Detail);
                return Bring.HeldUp;
            case Away away:
                Failed(away.What);
                return Bring.Away;
            default:
                Reached();
                return Bring.Underway;
        }
    }

    private void Held(OutletId outlet, long n, StatementRefusal? reason, string detail)
    {
        Reached();
        if (Book.HeldUp.Hold(outlet, n, reason, detail, time.GetUtcNow()))
            LogHeld(outlet, n, reason?.ToString() ?? "wrong receipt", detail);
    }

    private void Reached()
    {
        if (_failures == 0) return;
        LogReached(office.Where, _failures);
        _failures = 0;
        Book.Reached();
    }

    private void Failed(string what)
    {
        _failures++;
        if (Book.Failed(what, time.GetUtcNow())) LogAway(office.Where, what);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Statements cannot be handed to {Where}: {What}. They are kept, and sent again until there is a "
        + "receipt for each")]
    private partial void LogAway(string where, string what);

    [LoggerMessage(2, LogLevel.Information, "{Where} is reached again after {Failures} failures")]
    private partial void LogReached(string where, int failures);

    [LoggerMessage(3, LogLevel.Error,
        "Statement {N} of outlet {Outlet} was not taken ({Reason}): {Detail} It is kept; the other outlets "
        + "go on. See 'uplink status'")]
    private partial void LogHeld(OutletId outlet, long n, string reason, string detail);

    [LoggerMessage(4, LogLevel.Information, "Sending again from {From:yyyy-MM-dd}: {Total} statements")]
    private partial void LogResend(DateOnly from, long total);

    [LoggerMessage(5, LogLevel.Error,
        "{Damage}. Whatever has no receipt goes up all the same; what was to be sent again beyond that is "
        + "asked for anew with 'uplink resend'")]
    private partial void LogNoteLost(string damage);
}
