using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>What a row of figures is about. The numbers are kept in stores.</summary>
internal enum StatedPart
{
    /// <summary>The whole outlet: its tellers and what belongs to nobody, added up.</summary>
    Whole = 0,

    /// <summary>The outlet's customers by waiting time.</summary>
    Waits = 1,

    /// <summary>One teller, or what belongs to nobody.</summary>
    Teller = 2,
}

/// <summary>Which row.</summary>
/// <param name="Grain">Day or month.</param>
/// <param name="Part">Of the outlet.</param>
/// <param name="First">The day, or the first of the month.</param>
/// <param name="Outlet">Whose.</param>
/// <param name="Teller">Of a teller's row; null for nobody's, and for the other parts.</param>
internal readonly record struct StatedKey(
    Grain Grain, StatedPart Part, DateOnly First, OutletId Outlet, TellerId? Teller);

/// <summary>A row of figures as a store keeps it.</summary>
/// <param name="Key">Which.</param>
/// <param name="Counts">By <see cref="StatedCounts"/>; never empty.</param>
internal readonly record struct StatedRow(StatedKey Key, byte[] Counts);

/// <summary>That an outlet reported a period: the newest edition.</summary>
/// <param name="Outlet">Who.</param>
/// <param name="Period">Day, month or quarter.</param>
/// <param name="N">Number of the statement.</param>
/// <param name="Edition">Above 1: amended.</param>
/// <param name="Hash">Digest of its bytes.</param>
/// <param name="Entries">Journal entries of the day it rests on; 0 for a month or quarter.</param>
/// <param name="Missing">Entries devices had written and not delivered when it was made.</param>
/// <param name="Kept">When it was received here.</param>
/// <param name="Came">When the first edition was.</param>
internal sealed record StatedReport(
    OutletId Outlet, Period Period, long N, int Edition, Digest Hash, long Entries, long Missing,
    DateTimeOffset Kept, DateTimeOffset Came);

/// <summary>A teller as statements name one.</summary>
/// <param name="Seen">Last business day of the statement that says so.</param>
internal sealed record StatedTeller(TellerId Teller, OutletId Outlet, string? Name, DateOnly Seen);
