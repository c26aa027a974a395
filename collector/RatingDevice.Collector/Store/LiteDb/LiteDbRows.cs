using LiteDB;
using RatingDevice.Collector.Rollups;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// Typed rows as documents: the rows of one segment on one business day in one document, with short names and
/// without what is null, for every page written costs.
/// </summary>
internal static class LiteDbRows
{
    public static BsonDocument Of(long id, int journal, IEnumerable<(CounterEvent Row, int Post)> rows) =>
        new()
        {
            ["_id"] = id, ["journal"] = journal,
            ["rows"] = new BsonArray(rows.Select(r => Of(r.Row, r.Post))),
        };

    public static IEnumerable<CounterEvent> Read(BsonDocument d, LiteDbNames names)
    {
        var journal = names.Journal(d["journal"].AsInt32);
        return d["rows"].AsArray.Select(r => Row(r.AsDocument, journal, names));
    }

    private static BsonDocument Of(CounterEvent e, int post)
    {
        var d = new BsonDocument
        {
            ["n"] = e.N, ["kind"] = (int)e.Kind, ["post"] = post, ["at"] = e.At.ToUnixTimeMilliseconds(),
            ["slot"] = (e.Slot.Day.DayNumber * 24) + e.Slot.Hour, ["inv"] = e.Invited,
        };
        Add("teller", e.Teller?.ToString());
        Add("svc", e.Service?.ToString());
        Add("level", e.Level?.ToString());
        Add("was", e.Was?.ToString());
        if (e.By != PlacedBy.Clock) d["placed"] = (int)e.By;
        if (e.AfterMs is { } after) d["after"] = after;
        if (e.Replaces is { } replaces) d["repl"] = replaces;
        if (e.Trigger is { } trigger) d["by"] = (int)trigger;
        if (e.Count != 1) d["count"] = e.Count;
        return d;

        void Add(string name, string? text)
        {
            if (text is not null) d[name] = text;
        }
    }

    private static CounterEvent Row(BsonDocument d, JournalId journal, LiteDbNames names) => new(
        journal, d["n"].AsInt64, (EventKind)d["kind"].AsInt32, names.Post(d["post"].AsInt32),
        Text(d, "teller") is { } teller ? TellerId.Parse(teller) : null,
        Text(d, "svc") is { } service ? ServiceId.Parse(service) : null,
        LiteDbDocuments.At(d["at"]),
        d.TryGetValue("placed", out var placed) ? (PlacedBy)placed.AsInt32 : PlacedBy.Clock,
        Slot(d["slot"].AsInt32), d["inv"].AsInt64, Level(d, "level"), Number(d, "after"), Level(d, "was"),
        Number(d, "repl"), d.TryGetValue("by", out var by) ? (Trigger)by.AsInt32 : null,
        d.TryGetValue("count", out var count) ? count.AsInt32 : 1);

    public static HourSlot Slot(long number) =>
        new(DateOnly.FromDayNumber((int)(number / 24)), (int)(number % 24));

    public static string? Text(BsonDocument d, string name) =>
        d.TryGetValue(name, out var value) ? value.AsString : null;

    private static long? Number(BsonDocument d, string name) =>
        d.TryGetValue(name, out var value) ? value.AsInt64 : null;

    private static LevelCode? Level(BsonDocument d, string name) =>
        Text(d, name) is { } text ? LevelCode.Parse(text) : null;
}
