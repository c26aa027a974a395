using LiteDB;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Reads what figures of received statements are made of, day by day.</summary>
internal sealed class LiteDbStated(LiteDbRatingStore store) : IStatedFigures
{
    private const int Portion = 512;

    public IEnumerable<StatedRow> Rows(StatedQuery query)
    {
        if (query is { Outlet: null, Teller: null }) return All(query);
        return OfOutlets(query, query.Outlet is { } one ? [one]
            : [.. Find(query.Teller!.Value).Select(t => t.Outlet)]);
    }

    private IEnumerable<StatedRow> OfOutlets(StatedQuery query, OutletId[] outlets)
    {
        for (var first = First(query.From, query.Grain); first <= query.To; first = Next(first, query.Grain))
        {
            foreach (var outlet in first < query.From ? [] : outlets)
            {
                var (day, key) = (first, LiteDbStatedWriter.Key(query.Grain, query.Part, first, outlet));
                var rows = store.Read((db, _) => LiteDbStatedWriter
                    .Beginning(db.GetCollection(LiteDbSchema.Stated), key)
                    .Select(d => LiteDbStatedWriter.Row(d, query.Grain, query.Part)).ToList());
                foreach (var row in rows)
                    if (query.Teller is null || row.Key.Teller == query.Teller) yield return row;
            }
        }
    }

    private IEnumerable<StatedRow> All(StatedQuery query) => Between(
        LiteDbSchema.Stated, LiteDbStatedWriter.Key(query.Grain, query.Part, query.From, null),
        LiteDbStatedWriter.Key(query.Grain, query.Part, query.To, null),
        d => LiteDbStatedWriter.Row(d, query.Grain, query.Part));

    public IEnumerable<StatedReport> Reports(
        PeriodKind kind, DateOnly from, DateOnly to, OutletId? outlet = null) => Between(
        LiteDbSchema.Report, LiteDbStatedWriter.Key(kind, from, null),
        LiteDbStatedWriter.Key(kind, to, null), d => Report(d, kind))
        .Where(r => outlet is null || r.Outlet == outlet);

    /// <summary>Documents by key, a portion at a time.</summary>
    private IEnumerable<T> Between<T>(string name, string from, string to, Func<BsonDocument, T> read)
    {
        for (var last = from; ;)
        {
            var after = last;
            var part = store.Read((db, _) => db.GetCollection(name).Query()
                .Where("$._id BETWEEN @0 AND @1", after, to + "~").OrderBy("$._id").Limit(Portion + 1)
                .ToList().Where(d => d["_id"].AsString != after)
                .Select(d => (Key: d["_id"].AsString, Row: read(d))).ToList());
            foreach (var (_, row) in part) yield return row;
            if (part.Count < Portion) yield break;
            last = part[^1].Key;
        }
    }

    public IReadOnlyList<StatedReport> Incomplete(DateOnly from, DateOnly to) =>
        [.. Reports(PeriodKind.Day, from, to).Where(r => r.Missing > 0)];

    public IReadOnlyList<StatedTeller> Find(TellerId teller) => store.Read((db, _) => LiteDbStatedWriter
        .Beginning(db.GetCollection(LiteDbSchema.StatedTeller), $"{teller}/")
        .Select(d => new StatedTeller(
            teller, OutletId.Parse(d["outlet"].AsString), d["name"].IsNull ? null : d["name"].AsString,
            DateOnly.FromDayNumber(d["seen"].AsInt32))).ToList());

    private static StatedReport Report(BsonDocument d, PeriodKind kind) => new(
        OutletId.Parse(d["outlet"].AsString),
        StatedPeriods.Of(kind, DateOnly.FromDayNumber(d["first"].AsInt32)), d["n"].AsInt64,
        d["edition"].AsInt32, Digest.FromBytes(d["hash"].AsBinary), d["entries"].AsInt64,
        d["missing"].AsInt64, LiteDbDocuments.At(d["kept"]), LiteDbDocuments.At(d["came"]));

    private static DateOnly First(DateOnly from, Grain grain) =>
        grain == Grain.Month ? StatedChange.Month(from) : from;

    private static DateOnly Next(DateOnly first, Grain grain) =>
        grain == Grain.Month ? first.AddMonths(1) : first.AddDays(1);
}
