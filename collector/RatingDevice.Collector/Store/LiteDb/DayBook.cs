using LiteDB;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// What readers need to know of a business day before they read it: where its rows end now, and a moment that
/// none of them is earlier than.
/// </summary>
internal readonly record struct DayMark(DateOnly Day, DateTimeOffset Earliest, long Last)
{
    public static DayMark Of(BsonDocument d) => new(
        DateOnly.FromDayNumber(d["_id"].AsInt32), LiteDbDocuments.At(d["min"]), d["last"].AsInt64);

    public BsonDocument Document() => new()
    {
        ["_id"] = Day.DayNumber, ["min"] = Earliest.ToUnixTimeMilliseconds(), ["last"] = Last,
    };
}

/// <summary>The days a group touches; hands out the numbers of their rows.</summary>
internal sealed class DayBook(LiteDatabase db)
{
    private readonly ILiteCollection<BsonDocument> _days = db.GetCollection(LiteDbSchema.Day);
    private readonly Dictionary<DateOnly, DayMark> _touched = [];

    /// <summary>The key of the next rows of a day.</summary>
    public long Next(DateOnly day, DateTimeOffset earliest)
    {
        if (!_touched.TryGetValue(day, out var mark))
            mark = _days.FindById(day.DayNumber) is { } d ? DayMark.Of(d) : new(day, earliest, 0);
        if (earliest < mark.Earliest) mark = mark with { Earliest = earliest };
        _touched[day] = mark = mark with { Last = mark.Last + 1 };
        return LiteDbSchema.Key(day.DayNumber, mark.Last);
    }

    public void Write()
    {
        foreach (var mark in _touched.Values) _days.Upsert(mark.Document());
    }
}
