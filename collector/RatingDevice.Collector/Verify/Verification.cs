using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Verify;

/// <summary>
/// Re-checks everything a store holds against the devices' own signed lines: chain, signatures, the typed
/// rows made of the lines, the rollups made of the rows, and the sums of days and months made of those. What
/// devices do not sign (the post a device stood at, anchors, outlet rules) is taken as stored.
/// </summary>
internal static class Verification
{
    /// <summary>Checks every journal from its first line, the typed rows and the rollups.</summary>
    /// <param name="store">Best a snapshot: what is written meanwhile would look wrong.</param>
    /// <param name="registry">For pinned keys; <see cref="BranchRegistry.Empty"/> skips that check.</param>
    /// <param name="progress">Told after each segment; may be null.</param>
    public static VerificationReport Run(
        IRatingStore store, BranchRegistry registry, Action<VerificationProgress>? progress = null)
    {
        var (faults, rebuilt) = (new List<VerificationFault>(), new RollupSums());
        var (segments, entries, events, done) = (0L, 0L, 0L, 0);
        var journals = store.Journals();
        using var keys = new KeyRing();
        foreach (var state in journals)
        {
            var check = new JournalCheck(store, state, keys, rebuilt);
            check.Run(registry.PinnedKey(state.Device), () => progress?.Invoke(
                new VerificationProgress(state.Journal, done, journals.Count, entries + check.Entries)));
            (segments, entries, events) =
                (segments + check.Segments, entries + check.Entries, events + check.Rows);
            done++;
            if (check.Fault is not null) faults.Add(check.Fault);
        }

        var cells = 0L;
        foreach (var cell in store.Rollups(DateOnly.MinValue, DateOnly.MaxValue))
        {
            rebuilt.Add(cell with { Count = -cell.Count });
            cells++;
        }

        var off = rebuilt.Cells().Select(c => Describe("rollup", c, $" hour {c.Slot.Hour}", "the lines"))
            .Concat(GrainCheck.Run(store).Select(g => g.Grain == Grain.Day
                ? Describe("day", g.Off, "", "its hours")
                : Describe("month from", g.Off, "", "its days"))).ToList();
        faults.AddRange(off.Select(what => new VerificationFault(null, 0, what)));
        return new VerificationReport(
            journals.Count, segments, entries, events, cells, [.. faults.Take(VerificationReport.MostFaults)])
        {
            RollupsEqualRebuild = off.Count == 0,
        };
    }

    private static string Describe(string what, RollupCell off, string hour, string rest)
    {
        var post = $"{off.Post.Outlet}/{off.Post.Counter}/{off.Post.Device}";
        var teller = off.Teller?.ToString() ?? "(none)";
        return $"{what} {off.Slot.Day:yyyy-MM-dd}{hour} {post} teller {teller} {off.Measure} "
            + $"is {Math.Abs(off.Count)} {(off.Count > 0 ? "less" : "more")} than {rest} give";
    }
}
