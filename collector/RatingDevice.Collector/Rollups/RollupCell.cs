using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Rollups;

/// <summary>One number of the rollups: how often something happened in an hour, for a teller at a
/// device.</summary>
/// <param name="Slot">Business day and hour.</param>
/// <param name="Post">Outlet, counter, device.</param>
/// <param name="Teller">Null: the unattributed bucket.</param>
/// <param name="Measure">"invited", "rated", "unrated", "stray", or "level:" and a level code.</param>
/// <param name="Count">How often; in a group of deltas it may be negative (a replaced level).</param>
internal sealed record RollupCell(HourSlot Slot, Post Post, TellerId? Teller, string Measure, long Count);
