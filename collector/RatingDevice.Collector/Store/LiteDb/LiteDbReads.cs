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

    /// <summary>Cells of some kinds, sorted by key; the query's families do not count here.</summary>
    public static IReadOnlyList<RollupCell> Sums(
        LiteDatabase db, LiteDbNames names, SumQuery query, IReadOnlyList<int> kinds)
    {
        bool Wanted(Post p) => (query.Outlet is null || p.Outlet == query.Outlet)
            && (query.Counter is null || p.Counter == query.Counter);
        int[]? posts = query.Outlet is null && query.Counter is null ? null : [.. names.Posts(Wanted)];
        var (from, to) = (query.From.DayNumber * 24L, (query.To.DayNumber * 24L) + 23);
        var documents = kinds.SelectMany(kind => posts is null
            ? Range(db, LiteDbSchema.Rollup, LiteDbSchema.RollupKey(query.Grain, kind, from, 0),
                LiteDbSchema.RollupKey(query.Grain, kind, to + 1, 0) - 1)
            : AtPosts(db, query.Grain, kind, from, to, posts));
        if (query.Together)
        {
            var together = new LiteDbTogether(names, query);
            foreach (var document in documents) together.Add(document);
            return together.Cells();
        }

        return
        [
            .. documents.SelectMany(d => LiteDbCells.Read(d, names))
                .Where(c => (query.Teller is null || c.Teller == query.Teller)
                    && (!query.Nobody || c.Teller is null)).OrderBy(RollupKey.Of),
        ];
    }

    public static List<QuarantinedPayload> Quarantine(LiteDatabase db, int most) =>
    [
        .. db.GetCollection(LiteDbSchema.Quarantine).Query().OrderByDescending("$._id").Limit(most)
            .ToEnumerable().Select(LiteDbDocuments.Quarantined),
    ];

    /// <summary>The last running number given.</summary>
    public static long Last(LiteDatabase db, int of) =>
        db.GetCollection(LiteDbSchema.State).FindById(of) is { } state ? state["last"].AsInt64 : 0;

    public static void SetLast(LiteDatabase db, int of, long last) =>
        db.GetCollection(LiteDbSchema.State).Upsert(new BsonDocument { ["_id"] = of, ["last"] = last });

    /// <summary>How many of a bounded collection are gone.</summary>
    public static long Dropped(LiteDatabase db, string collection, int of) =>
        Last(db, of) - db.GetCollection(collection).LongCount();

    // From slot to slot, and in each by key: the devices of one outlet are few among all.
    private static IEnumerable<BsonDocument> AtPosts(
        LiteDatabase db, Grain grain, int kind, long from, long to, int[] posts)
    {
        var rollups = db.GetCollection(LiteDbSchema.Rollup);
        var last = LiteDbSchema.RollupKey(grain, kind, to + 1, 0) - 1;
        while (Range(db, LiteDbSchema.Rollup, LiteDbSchema.RollupKey(grain, kind, from, 0), last, 1)
            is [var next])
        {
            var slot = LiteDbSchema.RollupParts(next["_id"].AsInt64).Slot;
            foreach (var post in posts)
            {
                if (rollups.FindById(LiteDbSchema.RollupKey(grain, kind, slot, post)) is { } d)
                    yield return d;
            }

            from = slot + 1;
        }
    }
}
