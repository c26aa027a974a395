using LiteDB;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>The chains of statements in the branch's file.</summary>
internal sealed class LiteDbStatements(LiteDbRatingStore store) : IStatementStore
{
    public IStatedFigures Figures { get; } = new LiteDbStated(store);

    private const int Portion = 64;

    public ChainHead? Head(OutletId outlet) => store.Read((db, _) => LiteDbChains.Head(db, outlet));

    public KeptStatement? Find(OutletId outlet, long n) => store.Read((db, _) =>
        LiteDbChains.All(db).FindOne("$.chain = @0", LiteDbChains.Key(outlet, n)) is { } found
            ? LiteDbChains.Kept(found) : null);

    public IReadOnlyList<ChainHead> Heads() => store.Read((db, _) =>
        Outlets(db).Select(o => LiteDbChains.Head(db, o)).OfType<ChainHead>().ToList());

    public IEnumerable<KeptStatement> Chain(OutletId outlet, long from = 1)
    {
        for (var next = from; ;)
        {
            var first = next;
            var part = store.Read((db, _) => LiteDbChains.All(db).Query()
                .Where("$.chain BETWEEN @0 AND @1", LiteDbChains.Key(outlet, first),
                    LiteDbChains.Key(outlet, long.MaxValue))
                .OrderBy("$.chain").Limit(Portion).ToList().Select(LiteDbChains.Kept).ToList());
            foreach (var kept in part) yield return kept;
            if (part.Count < Portion) yield break;
            next = part[^1].Signed.Head.N + 1;
        }
    }

    public IReadOnlyList<KeptStatement> Newest(
        OutletId outlet, PeriodKind kind, DateOnly from, DateOnly to) => store.Read((db, _) =>
        LiteDbChains.All(db).Query()
            .Where("$.period BETWEEN @0 AND @1", LiteDbChains.Key(outlet, kind, from, 0),
                LiteDbChains.Key(outlet, kind, to, int.MaxValue))
            .OrderBy("$.period").ToList().GroupBy(d => d["first"].AsInt32)
            .Select(g => LiteDbChains.Kept(g.Last())).ToList());

    public (DateOnly First, DateOnly Last)? Span(OutletId outlet, PeriodKind kind) => store.Read((db, _) =>
    {
        DateOnly? End(bool last)
        {
            var all = LiteDbChains.All(db).Query()
                .Where("$.period BETWEEN @0 AND @1", LiteDbChains.Key(outlet, kind, DateOnly.MinValue, 0),
                    LiteDbChains.Key(outlet, kind, DateOnly.MaxValue, int.MaxValue));
            var one = (last ? all.OrderByDescending("$.period") : all.OrderBy("$.period")).Limit(1).ToList();
            return one.Count == 0 ? null : DateOnly.FromDayNumber(one[0]["first"].AsInt32);
        }

        return End(false) is { } first ? ((DateOnly, DateOnly)?)(first, End(true)!.Value) : null;
    });

    public void Keep(StatementGroup group) =>
        store.Write((db, _) => LiteDbChains.Refusal(db, group), w => w.Write(group));

    public IReadOnlyList<KeptStatement> Unsent(int most, IReadOnlyCollection<OutletId>? without = null)
    {
        var passed = (without ?? []).Select(o => o.ToString()).ToHashSet();
        return store.Read((db, _) =>
            LiteDbChains.All(db).Query().Where("$.waits = 1").OrderBy("$._id").ToEnumerable()
                .Where(d => !passed.Contains(d["outlet"].AsString)).Take(most)
                .Select(LiteDbChains.Kept).ToList());
    }

    public void Receipted(Receipt receipt) => store.Write(
        (db, _) => LiteDbChains.Find(db, receipt) is null
            ? $"Statement {receipt.N} of {receipt.Outlet} is not held" : null,
        w => w.Write(receipt));

    public (long Count, DateTimeOffset? Oldest) Backlog() => store.Read((db, _) =>
    {
        var waiting = LiteDbChains.All(db).Query().Where("$.waits = 1");
        var oldest = waiting.OrderBy("$._id").Limit(1).ToList();
        return (LiteDbChains.All(db).LongCount("$.waits = 1"),
            oldest.Count == 0 ? (DateTimeOffset?)null : LiteDbDocuments.At(oldest[0]["kept"]));
    });

    public IReadOnlyList<DirtyDay> Unsealed(int most) =>
        store.Read((db, _) => LiteDbMarks.Unsealed.Read(db, most));

    // the keys of an outlet lie together, so each step passes over the rest of them
    private static IEnumerable<OutletId> Outlets(LiteDatabase db)
    {
        for (var from = ""; ;)
        {
            var next = LiteDbChains.All(db).Query().Where("$.chain > @0", from).OrderBy("$.chain").Limit(1)
                .ToList();
            if (next.Count == 0) yield break;
            var outlet = OutletId.Parse(next[0]["outlet"].AsString);
            yield return outlet;
            from = LiteDbChains.Key(outlet, long.MaxValue);
        }
    }
}
