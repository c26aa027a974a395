using LiteDB;
using RatingDevice.Collector.Account;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Days that something is to be made of; each mark is higher than all before.</summary>
/// <param name="collection">Where the marks are.</param>
/// <param name="state">Where the last mark is.</param>
internal sealed class LiteDbMarks(string collection, int state)
{
    /// <summary>Days to be settled.</summary>
    public static LiteDbMarks Dirty { get; } = new(LiteDbSchema.Mark, LiteDbSchema.LastMark);

    /// <summary>Settled days whose statement is to be made.</summary>
    public static LiteDbMarks Unsealed { get; } = new(LiteDbSchema.Unsealed, LiteDbSchema.LastUnsealed);

    public void Set(LiteDatabase db, IEnumerable<(OutletId Outlet, DateOnly Day)> days)
    {
        var last = LiteDbReads.Last(db, state);
        var marks = days.Distinct().Select(d => new BsonDocument
        {
            ["_id"] = Key(d.Outlet, d.Day), ["outlet"] = d.Outlet.ToString(), ["day"] = d.Day.DayNumber,
            ["mark"] = ++last,
        }).ToList();
        if (marks.Count == 0) return;
        db.GetCollection(collection).Upsert(marks);
        LiteDbReads.SetLast(db, state, last);
    }

    /// <summary>Takes a mark away; one set since stays.</summary>
    public void Take(LiteDatabase db, DirtyDay day)
    {
        var marks = db.GetCollection(collection);
        var key = Key(day.Outlet, day.Day);
        if (marks.FindById(key) is { } held && held["mark"].AsInt64 == day.Mark) marks.Delete(key);
    }

    public List<DirtyDay> Read(LiteDatabase db, int most) =>
    [
        .. db.GetCollection(collection).FindAll().Select(d => new DirtyDay(
            OutletId.Parse(d["outlet"].AsString), DateOnly.FromDayNumber(d["day"].AsInt32),
            d["mark"].AsInt64)).OrderBy(d => d.Mark).Take(most),
    ];

    private static string Key(OutletId outlet, DateOnly day) => $"{outlet}/{day.DayNumber}";
}
