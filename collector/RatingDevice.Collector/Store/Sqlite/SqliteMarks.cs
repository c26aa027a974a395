using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Served;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Marks the days that a commit changed; each mark is higher than all before.</summary>
internal sealed class SqliteMarks(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _set = new(
        connection, "INSERT OR REPLACE INTO dirty(outlet, day) VALUES (?, ?)");

    private readonly SqliteStatement _take = new(
        connection, "DELETE FROM dirty WHERE mark = ? AND outlet = ? AND day = ?");

    public void Set(IntakeGroup group)
    {
        var days = new HashSet<(OutletId, DateOnly)>();
        (Post? Post, DateOnly Day) last = default; // entries of one batch share both
        foreach (var e in group.Events)
        {
            if (ReferenceEquals(e.Post, last.Post) && e.Slot.Day == last.Day) continue;
            last = (e.Post, e.Slot.Day);
            days.Add((e.Post.Outlet, e.Slot.Day));
        }

        foreach (var m in group.Moments) days.Add((m.Post.Outlet, m.Slot.Day));
        Set(days);
    }

    public void Set(ServedGroup group) =>
        Set(group.Rows.Concat(group.Completed).Select(r => (r.Outlet, r.Day)).Distinct());

    /// <summary>Takes a mark away; one set since stays.</summary>
    public void Take(DirtyDay day) =>
        _take.Row().Bind(day.Mark).Bind(day.Outlet.ToString()).Bind(day.Day.DayNumber).Run();

    public void Dispose()
    {
        _set.Dispose();
        _take.Dispose();
    }

    private void Set(IEnumerable<(OutletId Outlet, DateOnly Day)> days)
    {
        foreach (var (outlet, day) in days) _set.Row().Bind(outlet.ToString()).Bind(day.DayNumber).Run();
    }
}
