using LiteDB;
using RatingDevice.Collector.Account;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>What devices told of themselves, as documents.</summary>
internal static class LiteDbMoments
{
    public static long Key(LiteDbNames names, DeviceMoment m) =>
        LiteDbSchema.Key(names.Number(m.Journal)!.Value, m.N);

    public static void Write(LiteDatabase db, LiteDbNames names, IReadOnlyList<DeviceMoment> moments)
    {
        if (moments.Count == 0) return;
        db.GetCollection(LiteDbSchema.Moment).Insert(
            moments.Select(m => Document(Key(names, m), m, names.Number(db, m.Post))).ToList());
    }

    public static List<DeviceMoment> Read(
        LiteDatabase db, LiteDbNames names, OutletId outlet, DateOnly day) =>
    [
        .. names.Posts(p => p.Outlet == outlet).SelectMany(post => db.GetCollection(LiteDbSchema.Moment)
                .Query().Where("$.place = @0", LiteDbSchema.Place(day, post)).ToList())
            .Select(d => Moment(d, names)).OrderBy(m => m.At).ThenBy(m => m.Journal).ThenBy(m => m.N),
    ];

    public static DeviceMoment Moment(BsonDocument d, LiteDbNames names)
    {
        var id = d["_id"].AsInt64;
        return new(
            names.Journal(LiteDbSchema.High(id)), LiteDbSchema.Low(id), (MomentKind)d["kind"].AsInt32,
            names.Post(d["post"].AsInt32),
            LiteDbRows.Text(d, "teller") is { } teller ? TellerId.Parse(teller) : null,
            d.TryGetValue("code", out var code) ? (FaultCode)code.AsInt32 : null,
            LiteDbDocuments.At(d["at"]), LiteDbRows.Slot(d["slot"].AsInt64));
    }

    private static BsonDocument Document(long id, DeviceMoment m, int post)
    {
        var d = new BsonDocument
        {
            ["_id"] = id, ["place"] = LiteDbSchema.Place(m.Slot.Day, post), ["kind"] = (int)m.Kind,
            ["post"] = post, ["at"] = m.At.ToUnixTimeMilliseconds(), ["slot"] = LiteDbSchema.Number(m.Slot),
        };
        if (m.Teller is { } teller) d["teller"] = teller.ToString();
        if (m.Code is { } code) d["code"] = (int)code;
        return d;
    }
}
