using LiteDB;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// Brings a file of version 1 on: sums its hours to days and months and marks every day. Begun again after a
/// crash it writes the same, as the version is raised last.
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

        LiteDbMarks.Set(db, hours.Select(c => (c.Post.Outlet, c.Slot.Day)).Distinct());
        db.Commit();
    }

    private static IReadOnlyList<RollupCell> Sum(List<RollupCell> cells, Grain grain)
    {
        var sums = new RollupSums();
        foreach (var cell in cells) sums.Add(cell with { Slot = SumQuery.Slot(cell.Slot, grain) });
        return sums.Cells();
    }
}
