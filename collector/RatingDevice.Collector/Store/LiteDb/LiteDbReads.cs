using LiteDB;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// The questions a store answers, each in one go: nothing here is lazy, as LiteDB binds an open query to its
/// thread.
/// </summary>
internal static class LiteDbReads
{
    public static IReadOnlyList<BootAnchor> Anchors(LiteDatabase db, LiteDbNames names, JournalId journal) =>
        names.Number(journal) is not { } number ? []
        :
        [
            .. Range(db, LiteDbSchema.Anchor, LiteDbSchema.Key(number, 0), LiteDbSchema.LastKey(number))
                .Select(d => LiteDbDocuments.Anchor(d, journal)).OrderBy(a => a.Boot),
        ];

    /// <summary>Documents of a range of keys, in their order, <paramref name="most"/> at most.</summary>
    public static List<BsonDocument> Range(
        LiteDatabase db, string collection, long from, long to, int most = int.MaxValue) =>
        [.. db.GetCollection(collection).Query().Where("$._id BETWEEN @0 AND @1", from, to).Limit(most)
            .ToEnumerable()];

    /// <summary>The key of the segment that holds a line, or else of the next one.</summary>
    public static long SegmentWith(LiteDatabase db, int journal, long n)
    {
        var first = LiteDbSchema.Key(journal, 0);
        var at = LiteDbSchema.Key(journal, n);
        return db.GetCollection(LiteDbSchema.Segment).Query().Where("$._id BETWEEN @0 AND @1", first, at)
            .OrderByDescending("$._id").Limit(1).ToList()
            .Where(d => d["last"].AsInt64 >= n).Select(d => d["_id"].AsInt64).FirstOrDefault(at);
    }

    public static List<DayMark> Days(LiteDatabase db, DateOnly from, DateOnly to) =>
        [.. Range(db, LiteDbSchema.Day, from.DayNumber, to.DayNumber).Select(DayMark.Of)];

    public static List<RollupCell> Rollups(LiteDatabase db, LiteDbNames names, DateOnly from, DateOnly to)
    {
        var first = LiteDbSchema.RollupKey(from.DayNumber * 24L, 0);
        var last = LiteDbSchema.RollupKey((to.DayNumber * 24L) + 24, 0) - 1;
        return
        [
            .. Range(db, LiteDbSchema.Rollup, first, last).SelectMany(d => Cells(d, names))
                .OrderBy(RollupKey.Of),
        ];
    }

    public static List<QuarantinedPayload> Quarantine(LiteDatabase db, int most) =>
    [
        .. db.GetCollection(LiteDbSchema.Quarantine).Query().OrderByDescending("$._id").Limit(most)
            .ToEnumerable().Select(LiteDbDocuments.Quarantined),
    ];

    public static long LastQuarantined(LiteDatabase db) =>
        db.GetCollection(LiteDbSchema.State).FindById(1) is { } state ? state["last"].AsInt64 : 0;

    public static long QuarantineDropped(LiteDatabase db) =>
        LastQuarantined(db) - db.GetCollection(LiteDbSchema.Quarantine).LongCount();

    private static IEnumerable<RollupCell> Cells(BsonDocument d, LiteDbNames names)
    {
        var (slot, post) = LiteDbSchema.RollupParts(d["_id"].AsInt64);
        foreach (var (name, count) in d)
        {
            if (name == "_id") continue;
            var bar = name.IndexOf('|', StringComparison.Ordinal);
            TellerId? teller = bar == 0 ? null : TellerId.Parse(name[..bar]);
            yield return new(
                LiteDbRows.Slot(slot), names.Post(post), teller, name[(bar + 1)..], count.AsInt64);
        }
    }
}
