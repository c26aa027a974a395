using LiteDB;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// Brings older files on. Version 1: sums its hours to days and months and marks every day. Version 2: marks
/// every day for its statement. Begun again after a crash it writes the same, as the version is raised last.
/// </summary>
internal static class LiteDbMigration
{
    public static void FromFirst(LiteDatabase db)
    {
        var names = LiteDbNames.Load(db);
        var hours = LiteDbReads.Sums(
            db, names, new(Grain.Hour, DateOnly.MinValue, DateOnly.MaxValue, []), [CellKind.Tallied]);
        if (hours.Count == 0) return;
        db.BeginTrans();
        foreach (var grain in new[] { Grain.Day, Grain.Month })
        {
            var sums = LiteDbCells.Documents(db, names, grain, Sum(hours, grain)).ToList();
            db.GetCollection(LiteDbSchema.Rollup).Upsert(sums);
        }

        LiteDbMarks.Dirty.Set(db, hours.Select(c => (c.Post.Outlet, c.Slot.Day)).Distinct());
        db.Commit();
    }

    public static void FromSecond(LiteDatabase db)
    {
        var names = LiteDbNames.Load(db);
        var days = LiteDbReads.Sums(db, names,
            new(Grain.Day, DateOnly.MinValue, DateOnly.MaxValue, []), [CellKind.Tallied, .. CellKind.Derived])
            .Select(c => (c.Post.Outlet, c.Slot.Day)).Distinct().ToList();
        if (days.Count == 0) return;
        db.BeginTrans();
        LiteDbMarks.Unsealed.Set(db, days);
        db.Commit();
    }

    private static IReadOnlyList<RollupCell> Sum(IReadOnlyList<RollupCell> cells, Grain grain)
    {
        var sums = new RollupSums();
        foreach (var cell in cells) sums.Add(cell with { Slot = SumQuery.Slot(cell.Slot, grain) });
        return sums.Cells();
    }
}
