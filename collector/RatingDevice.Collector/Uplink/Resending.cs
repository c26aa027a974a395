using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Uplink;

/// <summary>What became of bringing a statement, to who decides what is next.</summary>
internal enum Bring
{
    Delivered,
    Underway,
    HeldUp,
    Away,
}

/// <summary>
/// Sends what has receipts again, outlet after outlet, as many under way at once as the level above takes;
/// each counts when its receipt came again. A restart goes on at the first outlet that was not done.
/// </summary>
internal sealed class Resending
{
    private readonly IStatementStore _store;
    private readonly int _most;
    private readonly IReadOnlyList<(OutletId Outlet, long First, long N)> _outlets;
    private readonly List<SignedStatement> _underway = [];
    private readonly HashSet<OutletId> _heldUp = [];
    private int _outlet;
    private long _n;

    /// <param name="left">What is asked.</param>
    /// <param name="store">Has the chains.</param>
    /// <param name="most">Statements under way at once.</param>
    /// <exception cref="Store.StoreException">The store failed.</exception>
    public Resending(ResendLeft left, IStatementStore store, int most)
    {
        (Left, _store, _most) = (left, store, most);
        var all = store.Heads().OrderBy(h => h.Outlet)
            .Select(h => (h.Outlet, First: First(store, h.Outlet, left.From), h.N))
            .Where(r => r.First <= r.N).ToList();
        var done = left.After is { } after
            ? all.TakeWhile(r => r.Outlet.CompareTo(after) <= 0).ToList() : [];
        long Count(IEnumerable<(OutletId, long First, long N)> some) => some.Sum(r => r.N - r.First + 1);
        State = new(left.From, Count(done), Count(all), null);
        _outlets = [.. all.Skip(done.Count)];
        if (_outlets.Count > 0) _n = _outlets[0].First;
    }

    /// <summary>What the note said when this began, or says since.</summary>
    public ResendLeft Left { get; private set; }

    public ResendState State { get; private set; }

    public bool Ended => _outlet == _outlets.Count && _underway.Count == 0;

    /// <summary>Asks after what is under way and brings what has room; returns where it cannot go on
    /// now.</summary>
    /// <param name="bring">Brings one statement.</param>
    /// <param name="note">Keeps how far it is.</param>
    /// <returns>False where something else was asked meanwhile.</returns>
    public async Task<bool> StepAsync(Func<SignedStatement, Task<Bring>> bring, ResendNote note)
    {
        foreach (var sent in _underway.ToList())
        {
            var came = await bring(sent);
            if (came == Bring.Away) return true;
            if (came != Bring.Underway) _underway.Remove(sent);
            Took(sent, came);
        }

        while (_outlet < _outlets.Count && _underway.Count < _most)
        {
            var (outlet, _, last) = _outlets[_outlet];
            if (_n > last || _heldUp.Contains(outlet)) // its reason stands among the held up
            {
                _outlet++;
                if (_outlet < _outlets.Count) _n = _outlets[_outlet].First;
                if (!Note(note)) return false;
                continue;
            }

            // one by one: nothing of the store is held open while answers are waited for
            if (_store.Find(outlet, _n)?.Signed is { } next)
            {
                var came = await bring(next);
                if (came == Bring.Away) return true;
                if (came == Bring.Underway) _underway.Add(next);
                Took(next, came);
            }

            _n++;
        }

        State = State with { Underway = _underway.Count };
        return Note(note);
    }

    private void Took(SignedStatement statement, Bring came)
    {
        if (came == Bring.HeldUp) _heldUp.Add(statement.Head.Outlet);
        if (came == Bring.Delivered) State = State with { Done = State.Done + 1 };
    }

    /// <summary>Outlets before the first that has something left are done.</summary>
    private bool Note(ResendNote note)
    {
        if (!ReferenceEquals(note.Left, Left)) return false;
        var waiting = _underway.Select(s => s.Head.Outlet).ToHashSet();
        var done = _outlets.Take(_outlet).TakeWhile(o => !waiting.Contains(o.Outlet)).ToList();
        if (done.Count == 0 || done[^1].Outlet == Left.After) return true;
        if (note.Done(Left, done[^1].Outlet) is not { } now) return false;
        Left = now;
        return true;
    }

    private static long First(IStatementStore store, OutletId outlet, DateOnly from) => store.Chain(outlet)
        .FirstOrDefault(k => Statement.PeriodOf(k.Signed.Head.Period)!.To >= from)?.Signed.Head.N
        ?? long.MaxValue;
}
