using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store.Postgres;

/// <summary>Business day and hour as one number that sorts like them.</summary>
internal static class PostgresSlots
{
    public static int Key(this HourSlot slot) => (slot.Day.DayNumber * 24) + slot.Hour;

    /// <summary>First number of a day.</summary>
    public static int First(DateOnly day) => day.DayNumber * 24;

    /// <summary>Last number of a day.</summary>
    public static int Last(DateOnly day) => First(day) + 23;

    public static HourSlot Slot(int key) => new(DateOnly.FromDayNumber(key / 24), key % 24);
}
