using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Uplink;

/// <summary>An outlet whose statements do not go up at present.</summary>
/// <param name="Outlet">Whose.</param>
/// <param name="N">The statement that was not taken.</param>
/// <param name="Reason">The refusal; null where its receipt was no good.</param>
/// <param name="Detail">What was said.</param>
/// <param name="Since">The first time.</param>
/// <param name="Again">When it is sent again; null: when somebody has looked.</param>
internal sealed record HoldUp(
    OutletId Outlet, long N, StatementRefusal? Reason, string Detail, DateTimeOffset Since,
    DateTimeOffset? Again);

/// <summary>Which outlets wait, and for what. One outlet's trouble holds up no other. Any thread.</summary>
internal sealed class HoldUps
{
    /// <summary>What another hour may mend.</summary>
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<OutletId, HoldUp> _held = [];

    /// <summary>Sorted by outlet.</summary>
    public IReadOnlyList<HoldUp> Now
    {
        get
        {
            lock (_gate) return [.. _held.Values];
        }
    }

    /// <summary>True while nothing of the outlet is to be sent.</summary>
    public bool Holds(OutletId outlet, DateTimeOffset now)
    {
        lock (_gate) return _held.TryGetValue(outlet, out var held) && !(held.Again <= now);
    }

    /// <summary>A statement was not taken.</summary>
    /// <returns>True where this is news.</returns>
    public bool Hold(
        OutletId outlet, long n, StatementRefusal? reason, string detail, DateTimeOffset now)
    {
        lock (_gate)
        {
            var before = _held.GetValueOrDefault(outlet);
            var same = before?.N == n && before.Reason == reason;
            _held[outlet] = new(outlet, n, reason, detail, same ? before!.Since : now,
                Passes(reason) ? now + Hour : null);
            return !same;
        }
    }

    public void Release(OutletId outlet)
    {
        lock (_gate) _held.Remove(outlet);
    }

    /// <summary>Somebody has looked: everything is tried again.</summary>
    public void ReleaseAll()
    {
        lock (_gate) _held.Clear();
    }

    /// <summary>STATEMENT.md's table: what time may mend, and what needs people.</summary>
    public static bool Passes(StatementRefusal? reason) => reason is null or StatementRefusal.UnknownOutlet
        or StatementRefusal.NotYours or StatementRefusal.UnknownKey or StatementRefusal.WrongSignature
        or StatementRefusal.Future;
}
