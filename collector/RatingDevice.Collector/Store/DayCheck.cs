using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Store;

/// <summary>What every store refuses to settle: cells that would not be found again to be replaced.</summary>
internal static class DayCheck
{
    /// <summary>Why a settled day cannot be kept; null where it can.</summary>
    public static string? Refusal(SettledDay settled)
    {
        var (outlet, day) = (settled.Day.Outlet, settled.Day.Day);
        foreach (var cell in settled.Cells)
        {
            if (Tally.Counts(cell.Measure)) return $"{cell.Measure} follows entries, and is not settled";
            if (cell.Post.Outlet != outlet || cell.Slot.Day != day)
                return $"a cell of {cell.Post.Outlet} {cell.Slot.Day:O} is not of {outlet} {day:O}";
        }

        return null;
    }
}
