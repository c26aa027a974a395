using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Sqlite;

/// <summary>Business day and hour as one number that sorts like them.</summary>
internal static class SlotNumber
{
    public static long Number(this HourSlot slot) => (slot.Day.DayNumber * 24L) + slot.Hour;

    /// <summary>First number of a day.</summary>
    public static long First(DateOnly day) => day.DayNumber * 24L;

    /// <summary>Last number of a day.</summary>
    public static long Last(DateOnly day) => First(day) + 23;

    public static HourSlot Slot(long number) =>
        new(DateOnly.FromDayNumber((int)(number / 24)), (int)(number % 24));
}
