using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Rollups;

/// <summary>What a rollup cell counts, without how often; its order is the order of all rollups.</summary>
internal readonly record struct RollupKey(HourSlot Slot, Post Post, TellerId? Teller, string Measure)
    : IComparable<RollupKey>
{
    public static RollupKey Of(RollupCell cell) => new(cell.Slot, cell.Post, cell.Teller, cell.Measure);

    public RollupCell Cell(long count) => new(Slot, Post, Teller, Measure, count);

    /// <summary>
    /// By day, hour, outlet, counter, device, teller (unattributed first), measure; texts by code point.
    /// </summary>
    public int CompareTo(RollupKey other)
    {
        var order = Slot.Day.CompareTo(other.Slot.Day);
        if (order == 0) order = Slot.Hour.CompareTo(other.Slot.Hour);
        if (order == 0) order = Post.Outlet.CompareTo(other.Post.Outlet);
        if (order == 0) order = Post.Counter.CompareTo(other.Post.Counter);
        if (order == 0) order = Post.Device.CompareTo(other.Post.Device);
        if (order == 0) order = (Teller ?? default).CompareTo(other.Teller ?? default);
        return order != 0 ? order : string.CompareOrdinal(Measure, other.Measure);
    }
}
