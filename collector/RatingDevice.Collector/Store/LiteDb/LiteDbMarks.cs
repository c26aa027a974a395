using LiteDB;
using RatingDevice.Collector.Account;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>Days that are to be settled; each mark is higher than all before.</summary>
internal static class LiteDbMarks
{
    public static void Set(LiteDatabase db, IEnumerable<(OutletId Outlet, DateOnly Day)> days)
    {
        var last = LiteDbReads.Last(db, LiteDbSchema.LastMark);
        var marks = days.Distinct().Select(d => new BsonDocument
        {
            ["_id"] = Key(d.Outlet, d.Day), ["outlet"] = d.Outlet.ToString(), ["day"] = d.Day.DayNumber,
            ["mark"] = ++last,
        }).ToList();
        if (marks.Count == 0) return;
        db.GetCollection(LiteDbSchema.Mark).Upsert(marks);
        LiteDbReads.SetLast(db, LiteDbSchema.LastMark, last);
    }

    /// <summary>Takes a mark away; one set since stays.</summary>
    public static void Take(LiteDatabase db, DirtyDay day)
    {
        var marks = db.GetCollection(LiteDbSchema.Mark);
        var key = Key(day.Outlet, day.Day);
        if (marks.FindById(key) is { } held && held["mark"].AsInt64 == day.Mark) marks.Delete(key);
    }

    public static List<DirtyDay> Read(LiteDatabase db, int most) =>
    [
        .. db.GetCollection(LiteDbSchema.Mark).FindAll().Select(d => new DirtyDay(
            OutletId.Parse(d["outlet"].AsString), DateOnly.FromDayNumber(d["day"].AsInt32),
            d["mark"].AsInt64)).OrderBy(d => d.Mark).Take(most),
    ];

    private static string Key(OutletId outlet, DateOnly day) => $"{outlet}/{day.DayNumber}";
}
