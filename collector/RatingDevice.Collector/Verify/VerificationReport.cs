namespace RatingDevice.Collector.Verify;

/// <summary>How far a verification has come.</summary>
internal sealed record VerificationProgress(
    JournalId Journal, int JournalsDone, int JournalsTotal, long Entries);

/// <summary>Something that does not hold.</summary>
/// <param name="Journal">Null where it concerns a rollup.</param>
/// <param name="N">The first bad entry; 0 where none can be named.</param>
/// <param name="What">One sentence: what is wrong.</param>
internal sealed record VerificationFault(JournalId? Journal, long N, string What);

/// <summary>What was checked and what was found.</summary>
/// <param name="Journals">Journals checked.</param>
/// <param name="Segments">Segments whose signature was checked.</param>
/// <param name="Entries">Lines whose place in the chain was checked.</param>
/// <param name="Events">Typed rows compared with their line.</param>
/// <param name="Cells">Rollup cells compared with a rebuild.</param>
/// <param name="Faults">First fault of each journal, then rollup faults; at most <see
/// cref="MostFaults"/>.</param>
internal sealed record VerificationReport(
    int Journals, long Segments, long Entries, long Events, long Cells,
    IReadOnlyList<VerificationFault> Faults)
{
    /// <summary>Faults listed at most; one is enough to fail.</summary>
    public const int MostFaults = 100;

    /// <summary>True where every chain, signature and typed row holds.</summary>
    public bool ChainOk => Faults.All(f => f.Journal is null);

    /// <summary>True where the rollups equal a rebuild from the lines, and days and months their
    /// hours.</summary>
    public bool RollupsEqualRebuild { get; init; } = true;

    public bool Ok => Faults.Count == 0 && RollupsEqualRebuild;
}
