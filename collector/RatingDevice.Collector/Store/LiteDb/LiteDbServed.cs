using LiteDB;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>What the feed told, as documents.</summary>
internal static class LiteDbServed
{
    /// <summary>Why a delivery cannot be kept; null where it can.</summary>
    public static string? Refusal(LiteDatabase db, ServedGroup group)
    {
        var served = db.GetCollection(LiteDbSchema.Served);
        var rows = new HashSet<string>();
        foreach (var row in group.Rows)
            if (!rows.Add(Key(row)) || served.FindById(Key(row)) is not null)
                return $"ticket {row.Ticket} is held already";
        return group.Completed.FirstOrDefault(r => !rows.Contains(Key(r)) && served.FindById(Key(r)) is null)
            is { } missing ? $"ticket {missing.Ticket} is not held" : null;
    }

    public static void Write(LiteDatabase db, ServedGroup group, int contradictionsMost)
    {
        var served = db.GetCollection(LiteDbSchema.Served);
        served.Insert(group.Rows.Select(r => Document(Key(r), r)));
        foreach (var row in group.Completed) served.Update(Document(Key(row), row));
        if (group.Contradictions.Count > 0) Refuse(db, group.Contradictions, contradictionsMost);
        LiteDbMarks.Dirty.Set(db, group.Rows.Concat(group.Completed).Select(r => (r.Outlet, r.Day)));
    }

    public static List<ServedRow> Read(LiteDatabase db, OutletId outlet, DateOnly day) =>
    [
        .. db.GetCollection(LiteDbSchema.Served).Query()
            .Where("$._id BETWEEN @0 AND @1", Prefix(outlet, day), Prefix(outlet, day) + '~')
            .OrderBy("$._id").ToEnumerable().Select(Row),
    ];

    public static List<ServedContradiction> Contradictions(LiteDatabase db, int most) =>
    [
        .. db.GetCollection(LiteDbSchema.Refused).Query().OrderByDescending("$._id").Limit(most)
            .ToEnumerable().Select(d => new ServedContradiction(
                Row(d["kept"].AsDocument), Row(d["row"].AsDocument), LiteDbDocuments.At(d["received"]),
                d["source"].AsString)),
    ];

    private static void Refuse(LiteDatabase db, IReadOnlyList<ServedContradiction> contradictions, int most)
    {
        var refused = db.GetCollection(LiteDbSchema.Refused);
        var last = LiteDbReads.Last(db, LiteDbSchema.LastRefused);
        foreach (var c in contradictions)
        {
            var (key, row) = (Key(c.Refused), Document(Key(c.Refused), c.Refused));
            var held = refused.Query().Where("$.key = @0", key).ToList();
            if (held.Exists(d => Row(d["row"].AsDocument) == Row(row))) continue;
            refused.Insert(new BsonDocument
            {
                ["_id"] = ++last, ["key"] = key, ["row"] = row, ["kept"] = Document(Key(c.Kept), c.Kept),
                ["received"] = c.Received.ToUnixTimeMilliseconds(), ["source"] = c.Source,
            });
        }

        refused.DeleteMany("$._id <= @0", last - most);
        LiteDbReads.SetLast(db, LiteDbSchema.LastRefused, last);
    }

    private static string Prefix(OutletId outlet, DateOnly day) => $"{outlet}/{day.DayNumber:D7}/";

    private static string Key(ServedRow r) => Prefix(r.Outlet, r.Day) + r.Ticket;

    private static BsonDocument Document(string key, ServedRow r)
    {
        var d = new BsonDocument
        {
            ["_id"] = key, ["outlet"] = r.Outlet.ToString(), ["day"] = r.Day.DayNumber,
            ["ticket"] = r.Ticket.ToString(),
        };
        Add("counter", r.Counter?.ToString());
        Add("teller", r.Teller?.ToString());
        Add("type", r.Type?.ToString());
        Add("void", r.Void);
        if (r.Issued is { } issued) d["issued"] = issued.ToUnixTimeMilliseconds();
        if (r.Called is { } called) d["called"] = called.ToUnixTimeMilliseconds();
        if (r.Finished is { } finished) d["finished"] = finished.ToUnixTimeMilliseconds();
        return d;

        void Add(string name, string? text)
        {
            if (text is not null) d[name] = text;
        }
    }

    private static ServedRow Row(BsonDocument d) => new(
        OutletId.Parse(d["outlet"].AsString), DateOnly.FromDayNumber(d["day"].AsInt32),
        ServiceId.Parse(d["ticket"].AsString),
        LiteDbRows.Text(d, "counter") is { } counter ? CounterId.Parse(counter) : null,
        LiteDbRows.Text(d, "teller") is { } teller ? TellerId.Parse(teller) : null,
        LiteDbRows.Text(d, "type") is { } type ? Type(type) : null,
        At(d, "issued"), At(d, "called"), At(d, "finished"), LiteDbRows.Text(d, "void"));

    private static DateTimeOffset? At(BsonDocument d, string name) =>
        d.TryGetValue(name, out var at) ? LiteDbDocuments.At(at) : null;

    private static BusinessType Type(string text) => BusinessType.TryParse(text, out var type) ? type
        : throw new FormatException($"'{text}' is not a business type");
}
