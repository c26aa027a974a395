using RatingDevice.Wire;

namespace RatingDevice.Firmware.Journal;

/// <summary>
/// A place in the chain: a number and the digest of that line. N 0 goes with <see cref="Digest.Zero"/>.
/// </summary>
internal readonly record struct JournalHead(long N, Digest Hash);

/// <summary>Consecutive lines as stored, each ended by a line feed: what goes into a batch.</summary>
internal sealed record PendingLines(long First, int Count, byte[] Lines, Digest LastHash);

/// <summary>Whose journal it is; checked against the first line of a journal that exists already.</summary>
/// <param name="Device">The device.</param>
/// <param name="PublicKey">As <see cref="Es256.WriteKey"/> writes it.</param>
/// <param name="Firmware">Program version.</param>
/// <param name="Fresh">Id for the journal if it must be made; random.</param>
internal sealed record JournalOwner(DeviceId Device, string PublicKey, string Firmware, JournalId Fresh);

/// <summary>How much a journal may hold.</summary>
/// <param name="MostPending">Entries not acknowledged; beyond it nothing is taken: "journal-full".</param>
/// <param name="Keep">Acknowledged entries kept so that a collector that lost data can ask again.</param>
internal sealed record JournalLimits(long MostPending, long Keep);

/// <summary>What the journal knew when it was opened.</summary>
/// <param name="Teller">Signed on.</param>
/// <param name="Open">An invitation that neither a rating nor its end follows.</param>
/// <param name="Damage">What was set aside, in one sentence; null when all was well.</param>
/// <param name="DamagedRatings">Lines set aside that were, or may have been, ratings.</param>
internal sealed record JournalRecovery(TellerId? Teller, Invited? Open, string? Damage, int DamagedRatings)
{
    /// <summary>The line with which <see cref="Teller"/> signed on.</summary>
    public SignOn? SignedOn { get; init; }
}

/// <summary>
/// The journal cannot take entries; none of the call is kept. The message says why and what to do.
/// </summary>
/// <param name="full">True at the limit of unacknowledged entries, false when writing failed.</param>
internal sealed class JournalException(string message, bool full = false, Exception? inner = null)
    : Exception(message, inner)
{
    public bool Full => full;
}
