using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.Store;

/// <summary>Re-checks everything a store holds against the devices' own signed lines.</summary>
internal static class Verification
{
    /// <summary>Checks every journal from its first line, the typed rows and the rollups.</summary>
    /// <param name="store">Best a snapshot: what is written meanwhile would look wrong.</param>
    /// <param name="registry">For pinned keys; <see cref="BranchRegistry.Empty"/> skips that check.</param>
    /// <param name="progress">Told now and then; may be null.</param>
    public static VerificationReport Run(
        IRatingStore store, BranchRegistry registry, Action<VerificationProgress>? progress = null) =>
        throw new NotImplementedException($"{store}{registry}{progress}");
}
