using System.Globalization;
using LiteDB;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Writes what figures are made of, in the transaction that keeps the statements.</summary>
internal static class LiteDbStatedWriter
{
    /// <summary>Keys of an outlet's rows of one grain, part and day begin with this.</summary>
    public static string Key(Grain grain, StatedPart part, DateOnly first, OutletId? outlet) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{(int)grain}/{(int)part}/{first.DayNumber:D7}/{(outlet is { } one ? $"{one}/" : "")}");

    public static string Key(PeriodKind kind, DateOnly first, OutletId? outlet) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)kind}/{first.DayNumber:D7}/{outlet}");

    public static void Write(LiteDatabase db, StatedPeriod period)
    {
        var r = period.Report;
        var reports = db.GetCollection(LiteDbSchema.Report);
        var key = Key(r.Period.Kind, r.Period.From, r.Outlet);
        var kept = r.Kept.ToUnixTimeMilliseconds();
        reports.Upsert(new BsonDocument
        {
            ["_id"] = key, ["outlet"] = r.Outlet.ToString(), ["first"] = r.Period.From.DayNumber, ["n"] = r.N,
            ["edition"] = r.Edition, ["hash"] = r.Hash.ToBytes(), ["entries"] = r.Entries,
            ["missing"] = r.Missing, ["kept"] = kept,
            ["came"] = reports.FindById(key) is { } before ? before["came"] : new BsonValue(kept),
        });
        var tellers = db.GetCollection(LiteDbSchema.StatedTeller);
        foreach (var t in period.Tellers)
        {
            var id = $"{t.Teller}/{t.Outlet}";
            if (tellers.FindById(id) is { } held && held["seen"].AsInt32 > t.Seen.DayNumber) continue;
            tellers.Upsert(new BsonDocument
            {
                ["_id"] = id, ["outlet"] = t.Outlet.ToString(), ["name"] = t.Name,
                ["seen"] = t.Seen.DayNumber,
            });
        }

        if (r.Period.Kind != PeriodKind.Day) return;
        var rows = db.GetCollection(LiteDbSchema.Stated);
        var change = StatedChange.Of(period, Held(rows, r));
        foreach (var (row, counts) in change.Put)
        {
            rows.Upsert(new BsonDocument
            {
                ["_id"] = Id(row), ["outlet"] = row.Outlet.ToString(), ["first"] = row.First.DayNumber,
                ["teller"] = row.Teller?.ToString(), ["counts"] = counts,
            });
        }

        foreach (var row in change.Gone) rows.Delete(Id(row));
    }

    /// <summary>A row as it is kept.</summary>
    public static StatedRow Row(BsonDocument d, Grain grain, StatedPart part) => new(
        new(grain, part, DateOnly.FromDayNumber(d["first"].AsInt32), OutletId.Parse(d["outlet"].AsString),
            d["teller"].IsNull ? null : TellerId.Parse(d["teller"].AsString)),
        d["counts"].AsBinary);

    /// <summary>Rows whose key begins with a text.</summary>
    public static List<BsonDocument> Beginning(ILiteCollection<BsonDocument> rows, string key) =>
        rows.Query().Where("$._id BETWEEN @0 AND @1", key, key + "~").OrderBy("$._id").ToList();

    private static IEnumerable<StatedRow> Held(ILiteCollection<BsonDocument> rows, StatedReport report)
    {
        var day = report.Period.From;
        foreach (var part in Enum.GetValues<StatedPart>())
        {
            foreach (var (grain, first) in new[] { (Grain.Day, day), (Grain.Month, StatedChange.Month(day)) })
            {
                foreach (var row in Beginning(rows, Key(grain, part, first, report.Outlet)))
                    yield return Row(row, grain, part);
            }
        }
    }

    private static string Id(StatedKey key) => Key(key.Grain, key.Part, key.First, key.Outlet) + key.Teller;
}
