using System.Globalization;

namespace RatingDevice.Demo.Account;

/// <summary>One counted rating as the collector exports it: one row an invitation.</summary>
/// <param name="Journal">With <paramref name="N"/> its key for ever.</param>
/// <param name="N">Number in the journal.</param>
/// <param name="Device">Where.</param>
/// <param name="Teller">Who is credited; null for the unattributed bucket.</param>
/// <param name="Service">The ticket; empty when none was known.</param>
/// <param name="Level">The key that counts.</param>
/// <param name="Was">The key pressed before, where the customer changed the mind.</param>
internal sealed record StoredRating(
    string Journal, long N, string Device, string? Teller, string Service, string Level, string? Was)
{
    /// <summary>The presses that are in it, in order.</summary>
    public IReadOnlyList<string> Presses => Was is null ? [Level] : [Was, Level];

    /// <summary>Reads the export of ratings.</summary>
    public static IReadOnlyList<StoredRating> Read(string csv) =>
    [
        .. CsvRows.Read(csv).Select(row => new StoredRating(
            row["journal"], long.Parse(row["n"], CultureInfo.InvariantCulture), row["device"],
            OrNull(row["teller"]), row["service"], row["level"], OrNull(row["was_level"]))),
    ];

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
