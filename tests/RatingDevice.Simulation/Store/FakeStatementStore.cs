using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Simulation.Store;

/// <summary>
/// Chains of statements in memory. As strict as a real store: a group is kept whole or not at all, a
/// statement is the next of its chain or refused, and what is handed over is read anew from copied bytes, so
/// nobody gets back more than a disk would give.
/// </summary>
internal sealed class FakeStatementStore : IStatementStore
{
    private readonly Lock _gate = new();
    private List<KeptStatement> _kept = [];
    private Dictionary<(OutletId, DateOnly), DirtyDay> _marks = [];
    private FakeStatedFigures _figures = new();

    /// <summary>The next writes fail, as a full disk would make them.</summary>
    public int Failures { get; set; }

    /// <summary>True: what is written is kept and can be read, and nobody knows that it is durable, as where
    /// the standby of a database does not answer.</summary>
    public bool Unsure { get; set; }

    /// <summary>Chains that were damaged where they lie.</summary>
    public HashSet<OutletId> Damaged { get; } = [];

    /// <summary>True: nothing can be read or written, as when the file system went away.</summary>
    public bool Away { get; set; }

    /// <summary>Called after each group that was kept.</summary>
    public Action? Kept { get; set; }

    /// <summary>Groups kept; a receipt is none.</summary>
    public int Keeps { get; private set; }

    /// <summary>The most unsent statements that were read together.</summary>
    public int MostUnsent { get; private set; }

    public ChainHead? Head(OutletId outlet) => Held.LastOrDefault(k => k.Signed.Head.Outlet == outlet)
        is { } last ? HeadOf(last) : null;

    public IReadOnlyList<ChainHead> Heads() =>
        [.. Held.GroupBy(k => k.Signed.Head.Outlet).Select(c => HeadOf(c.Last())).OrderBy(h => h.Outlet)];

    public IEnumerable<KeptStatement> Chain(OutletId outlet, long from = 1) =>
        !Damaged.Contains(outlet)
            ? [.. Held.Where(k => k.Signed.Head.Outlet == outlet && k.Signed.Head.N >= from)]
            : throw new FormatException("a statement was altered where it is kept");

    public IReadOnlyList<KeptStatement> Newest(
        OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to) =>
    [
        .. Held.Where(k => k.Signed.Head.Outlet == outlet)
            .Select(k => (Kept: k, Period: Statement.PeriodOf(k.Signed.Head.Period)!))
            .Where(k => k.Period.Kind == kind && k.Period.From >= from && k.Period.From <= to)
            .GroupBy(k => k.Period.From).OrderBy(g => g.Key).Select(g => g.Last().Kept),
    ];

    public (DateOnly First, DateOnly Last)? Span(OutletId outlet, PeriodKind kind)
    {
        var all = Newest(outlet, kind, DateOnly.MinValue, DateOnly.MaxValue)
            .Select(k => Statement.PeriodOf(k.Signed.Head.Period)!.From).ToList();
        return all.Count == 0 ? null : (all[0], all[^1]);
    }

    public void Keep(StatementGroup group)
    {
        Write(() => Append(group));
        Kept?.Invoke();
    }

    private void Append(StatementGroup group)
    {
        List<KeptStatement> next = [.. _kept];
        foreach (var signed in group.Statements)
        {
            var (outlet, n, p) = (signed.Head.Outlet, signed.Head.N, signed.Head.P);
            var head = next.LastOrDefault(k => k.Signed.Head.Outlet == outlet);
            if (n != (head?.Signed.Head.N ?? 0) + 1 || p != (head?.Signed.Hash ?? Digest.Zero))
                throw new ArgumentException($"{n} is not the next of {outlet}");
            if (next.Exists(k => (k.Signed.Head.Outlet, k.Signed.Head.Period, k.Signed.Head.Edition)
                == (outlet, signed.Head.Period, signed.Head.Edition)))
                throw new ArgumentException($"{signed.Head.Period} of {outlet} is held in that edition");
            var at = DateTimeOffset.FromUnixTimeMilliseconds(group.Kept.ToUnixTimeMilliseconds());
            next.Add(new(Read(signed), at, null));
        }

        var marks = new Dictionary<(OutletId, DateOnly), DirtyDay>(_marks);
        foreach (var day in group.Sealed)
            if (marks.GetValueOrDefault((day.Outlet, day.Day)) == day) marks.Remove((day.Outlet, day.Day));
        (_kept, _marks) = (next, marks);
        _figures = _figures.With(group.Stated);
        Keeps++;
    }

    public void Confirm() => Write(() => { });

    public IReadOnlyList<KeptStatement> Unsent(int most, IReadOnlyCollection<OutletId>? without = null)
    {
        List<KeptStatement> some = [.. Held.Where(k => k.Receipt is null
            && without?.Contains(k.Signed.Head.Outlet) != true).Take(most)];
        MostUnsent = Math.Max(MostUnsent, some.Count);
        return some;
    }

    public void Receipted(Receipt receipt) => Write(() =>
    {
        var at = _kept.FindIndex(k => k.Signed.Head.Outlet == receipt.Outlet && k.Signed.Head.N == receipt.N
            && k.Signed.Hash == receipt.Hash);
        if (at < 0) throw new ArgumentException($"{receipt.Outlet} {receipt.N} is not held");
        if (_kept[at].Receipt is not null) return;
        _kept = [.. _kept];
        _kept[at] = _kept[at] with
        {
            Receipt = StatementText.ReadReceipt(StatementText.Write(receipt), out _),
        };
    });

    public (long Count, DateTimeOffset? Oldest) Backlog()
    {
        var waiting = Held.Where(k => k.Receipt is null).ToList();
        return (waiting.Count, waiting.Count == 0 ? null : waiting.Min(k => k.Kept));
    }

    public IReadOnlyList<DirtyDay> Unsealed(int most)
    {
        _ = Held;
        return [.. _marks.Values.OrderBy(m => m.Mark).Take(most)];
    }

    public IStatedFigures Figures
    {
        get
        {
            _ = Held;
            return _figures;
        }
    }

    /// <summary>Marks a day, as settling does.</summary>
    public void Mark(DirtyDay day) => _marks[(day.Outlet, day.Day)] = day;

    /// <summary>Puts other bytes in the place of a statement's, as whoever writes on the disk could: neither
    /// chain nor signature is made anew.</summary>
    public void Tamper(OutletId outlet, long n, Func<SignedStatement, SignedStatement> change) =>
        _kept = [.. _kept.Select(k => k.Signed.Head.Outlet == outlet && k.Signed.Head.N == n
            ? k with { Signed = change(k.Signed) } : k)];

    /// <summary>As after a restore from a backup: a chain ends before a number.</summary>
    public void Forget(OutletId outlet, long from) => _kept =
        [.. _kept.Where(k => k.Signed.Head.Outlet != outlet || k.Signed.Head.N < from)];

    private List<KeptStatement> Held => !Away ? _kept
        : throw new StoreException("The store cannot be read: input/output error", new IOException());

    private void Write(Action write)
    {
        lock (_gate)
        {
            _ = Held;
            try
            {
                if (Failures > 0)
                {
                    Failures--;
                    throw new IOException("no space left");
                }

                write();
                if (Unsure) throw new IOException("the standby is away");
            }
            catch (Exception e) when (e is IOException or ArgumentException)
            {
                throw new StoreException($"Nothing was kept: {e.Message}", e);
            }
        }
    }

    private static ChainHead HeadOf(KeptStatement kept) =>
        new(kept.Signed.Head.Outlet, kept.Signed.Head.N, kept.Signed.Hash);

    private static SignedStatement Read(SignedStatement signed) =>
        SignedStatement.Read(signed.ToBytes(), out var wrong) ?? throw new ArgumentException(wrong);
}
