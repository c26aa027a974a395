using System.Globalization;

namespace RatingDevice.Demo.Account;

/// <summary>One rating as the collector exports it.</summary>
/// <param name="Journal">With <paramref name="N"/> its key for ever.</param>
/// <param name="N">Number in the journal.</param>
/// <param name="Device">Where.</param>
/// <param name="Teller">Who is credited; null for the unattributed bucket.</param>
/// <param name="Service">The ticket; empty when none was known.</param>
/// <param name="Level">The key.</param>
/// <param name="Replaces">True when it replaces an earlier one of the same invitation.</param>
internal sealed record StoredRating(
    string Journal, long N, string Device, string? Teller, string Service, string Level, bool Replaces)
{
    /// <summary>Reads the export of ratings; rows of other kinds are left out.</summary>
    public static IReadOnlyList<StoredRating> Read(string csv) =>
    [
        .. CsvRows.Read(csv).Where(row => row["kind"] == "rated").Select(row => new StoredRating(
            row["journal"], long.Parse(row["n"], CultureInfo.InvariantCulture), row["device"],
            row["teller"].Length > 0 ? row["teller"] : null,
            row["service"], row["level"], row["replaces"].Length > 0)),
    ];
}
