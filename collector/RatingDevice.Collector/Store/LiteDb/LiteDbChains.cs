using System.Globalization;
using LiteDB;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Statements as documents; found by outlet and number, and by period and edition.</summary>
internal static class LiteDbChains
{
    public static ILiteCollection<BsonDocument> All(LiteDatabase db) =>
        db.GetCollection(LiteDbSchema.Statement);

    public static string Key(OutletId outlet, long n) =>
        string.Create(CultureInfo.InvariantCulture, $"{outlet}/{n:D19}");

    public static string Key(OutletId outlet, PeriodKind kind, DateOnly first, int edition) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{outlet}/{(int)kind}/{first.DayNumber:D7}/{edition:D10}");

    public static ChainHead? Head(LiteDatabase db, OutletId outlet) => All(db).Query()
        .Where("$.chain BETWEEN @0 AND @1", Key(outlet, 0), Key(outlet, long.MaxValue))
        .OrderByDescending("$.chain").Limit(1).ToList()
        .Select(d => new ChainHead(outlet, d["n"].AsInt64, Digest.FromBytes(d["hash"].AsBinary)))
        .FirstOrDefault();

    /// <summary>The statement a receipt is of; null where none is held.</summary>
    public static BsonDocument? Find(LiteDatabase db, Receipt receipt) =>
        All(db).FindOne("$.chain = @0", Key(receipt.Outlet, receipt.N)) is { } held
            && Digest.FromBytes(held["hash"].AsBinary) == receipt.Hash ? held : null;

    /// <summary>Why a group cannot be kept; null where it can.</summary>
    public static string? Refusal(LiteDatabase db, StatementGroup group)
    {
        var heads = new Dictionary<OutletId, ChainHead?>();
        foreach (var signed in group.Statements)
        {
            var head = signed.Head;
            if (!heads.TryGetValue(head.Outlet, out var chain)) chain = Head(db, head.Outlet);
            if (StoredStatement.Refusal(signed, chain) is { } refusal) return refusal;
            heads[head.Outlet] = new(head.Outlet, head.N, signed.Hash);
            var first = Statement.PeriodOf(head.Period)!;
            if (All(db).Exists("$.period = @0", Key(head.Outlet, first.Kind, first.From, head.Edition)))
                return $"edition {head.Edition} of {head.Period} of {head.Outlet} is held already";
        }

        return null;
    }

    public static void Write(LiteDatabase db, StatementGroup group)
    {
        var last = LiteDbReads.Last(db, LiteDbSchema.LastStatement);
        All(db).Insert(group.Statements.Select(s => Document(++last, s, group.Kept)).ToList());
        if (group.Statements.Count > 0) LiteDbReads.SetLast(db, LiteDbSchema.LastStatement, last);
        foreach (var day in group.Sealed) LiteDbMarks.Unsealed.Take(db, day);
    }

    public static void Write(LiteDatabase db, Receipt receipt)
    {
        var held = Find(db, receipt)!;
        if (!held.TryAdd("receipt", StatementText.Write(receipt))) return;
        held["waits"] = 0;
        All(db).Update(held);
    }

    public static KeptStatement Kept(BsonDocument d) => new(
        StoredStatement.Read(
            d["envelope"].AsBinary, d["body"].AsBinary, Digest.FromBytes(d["hash"].AsBinary)),
        LiteDbDocuments.At(d["kept"]),
        d.TryGetValue("receipt", out var receipt) ? StoredStatement.Receipt(receipt.AsBinary) : null);

    private static BsonDocument Document(long id, SignedStatement signed, DateTimeOffset kept)
    {
        var head = signed.Head;
        var first = Statement.PeriodOf(head.Period)!;
        return new()
        {
            ["_id"] = id, ["chain"] = Key(head.Outlet, head.N),
            ["period"] = Key(head.Outlet, first.Kind, first.From, head.Edition),
            ["outlet"] = head.Outlet.ToString(), ["n"] = head.N, ["first"] = first.From.DayNumber,
            ["hash"] = signed.Hash.ToBytes(), ["envelope"] = StatementText.Write(signed.Envelope),
            ["body"] = signed.Body.ToArray(), ["kept"] = kept.ToUnixTimeMilliseconds(), ["waits"] = 1,
        };
    }
}
