using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>
/// Takes statements in: what arrives while a commit runs makes the next group, and a receipt is given only
/// once its group is durable. Where the store fails nobody gets one and everybody sends again, so there is
/// nothing to retry here.
/// </summary>
/// <param name="store">Keeps the chains.</param>
/// <param name="tree">The bank as it is now.</param>
/// <param name="unit">Who signs receipts.</param>
/// <param name="key">With what.</param>
/// <param name="limits">How much at a time.</param>
/// <param name="time">Clock for receipts, and for what is not over yet.</param>
/// <param name="log">Told of refusals and failures.</param>
internal sealed partial class ReceivingLoop(
    IStatementStore store, Func<BankTree> tree, UnitId unit, ECDsa key, ReceivingLimits limits,
    TimeProvider time, ILogger<ReceivingLoop> log)
{
    private readonly Channel<Waiter> _waiting = Channel.CreateBounded<Waiter>(limits.Waiting);

    public ReceivingCounters Counters { get; } = new();

    /// <summary>The bank as it is now; another object after each change.</summary>
    public BankTree Tree => tree();

    /// <summary>Takes a statement; returns once it is durable or was judged otherwise. Any thread.</summary>
    public async Task<Delivery> TakeAsync(ReadOnlyMemory<byte> bytes, UnitId sender)
    {
        var waiter = new Waiter(Arrival.Read(bytes, sender));
        if (!_waiting.Writer.TryWrite(waiter))
        {
            Counters.Overflowed();
            return new Away("too many statements arrive at once; send it again");
        }

        return await waiter.Said.Task;
    }

    /// <summary>How a sender stands with this unit. Any thread.</summary>
    public Greeting Greet(UnitId sender)
    {
        var (bank, hindrance) = (tree(), (string?)null);
        try
        {
            _ = store.Unsent(1);
        }
        catch (StoreException e)
        {
            hindrance = $"it cannot keep anything now: {e.Message}";
        }

        var known = bank.Unit(sender) is not null
            || (OutletId.TryParse(sender.ToString(), out var outlet) && bank.Outlet(outlet) is not null);
        return new(StatementText.Version, sender, known, unit, Es256.Fingerprint(key), hindrance);
    }

    /// <summary>Runs until stopped; who waits then is told to send again.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop)) TakeGroup();
        }
        finally
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var left)) left.Said.TrySetResult(new Away("it stops"));
        }
    }

    private void TakeGroup()
    {
        var group = new List<Waiter>();
        while (group.Count < limits.Group && _waiting.Reader.TryRead(out var waiter)) group.Add(waiter);
        if (TrySettle(group) is not { } failed) return;
        if (group.Count == 1) group[0].Said.TrySetResult(failed);

        // another receiver may have been faster with one of them, or one is such as nobody foresaw: each by
        // itself, so it harms no other
        else foreach (var waiter in group)
            if (TrySettle([waiter]) is { } no) waiter.Said.TrySetResult(no);
    }

    /// <summary>Null, or why nobody was told anything. Whatever it is, the loop goes on: the same statement
    /// would end it again after each start.</summary>
    private Away? TrySettle(List<Waiter> group)
    {
        try
        {
            Settle(group);
            return null;
        }
        catch (StoreException e)
        {
            // of several each is tried by itself, and says then how it stands
            if (group.Count > 1) Counters.Failed();
            else Counters.Failed(e.Message, time.GetUtcNow());
            LogFailed(group.Count, e);
            return new($"the store failed: {e.Message}");
        }
        catch (Exception e)
        {
            Counters.Failed();
            if (group is [{ Arrival: { Signed: { } signed } arrival }])
                LogUnforeseen(signed.Head.N, signed.Head.Outlet, arrival.Sender, e);
            return new($"this statement could not be judged: {e.Message}");
        }
    }

    /// <exception cref="StoreException">Nothing was kept, and nobody was told anything.</exception>
    private void Settle(List<Waiter> group)
    {
        var held = new HeldChains(store, group.Select(w => w.Arrival.Signed).OfType<SignedStatement>());
        var (desk, now) = (new ReceiptDesk(tree()), time.GetUtcNow());
        var judged = new List<(Waiter Waiter, Judgement Judgement)>();
        foreach (var waiter in group)
        {
            var judgement = desk.Judge(waiter.Arrival, held, now);
            if (judgement.Take is { } taken) held.Take(taken);
            judged.Add((waiter, judgement));
        }

        if (held.Pending.Count > 0) store.Keep(StatementGroup.Received(held.Pending, now));

        // what was found held may be seen before it is durable, and no commit of ours came after it
        else if (judged.Exists(j => j.Judgement.Again is not null)) store.Confirm();
        Counters.Count(held.Pending.Count, judged.Count(j => j.Judgement.Again is not null),
            judged.Count(j => j.Judgement.No is not null));
        foreach (var (waiter, judgement) in judged)
        {
            if (judgement.No is { } no)
            {
                // a gap mends itself, and may be asked after every few seconds
                if (no.Reason != StatementRefusal.Gap)
                    LogRefused(no.Reason, waiter.Arrival.Sender, no.Detail);
                waiter.Said.TrySetResult(no);
            }
            else
            {
                var kept = judgement.Take ?? judgement.Again!;
                waiter.Said.TrySetResult(new Taken(Receipt.Of(kept, now, unit, key)));
            }
        }
    }

    private sealed record Waiter(Arrival Arrival)
    {
        /// <summary>Whoever waits goes on by itself: a slow sender holds up no group.</summary>
        public TaskCompletionSource<Delivery> Said { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(1, LogLevel.Warning, "Refused ({Reason}) a statement that {Sender} delivered: {Detail}")]
    private partial void LogRefused(StatementRefusal reason, UnitId sender, string detail);

    [LoggerMessage(2, LogLevel.Error,
        "The store failed; {Statements} statements got no receipt and come again. Look at disk space")]
    private partial void LogFailed(int statements, Exception e);

    [LoggerMessage(3, LogLevel.Error,
        "Statement {N} of outlet {Outlet}, which {Sender} delivered, could not be judged. It is not kept and "
        + "comes again; the others go on. Tell who maintains this program")]
    private partial void LogUnforeseen(long n, OutletId outlet, UnitId sender, Exception e);
}
