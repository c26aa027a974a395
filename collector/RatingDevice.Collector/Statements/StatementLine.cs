using System.Text.Json.Serialization;
using RatingDevice.Collector.Served;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>One line of a statement. A line of an unknown kind is refused: nobody may count what he cannot
/// read.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "line")]
[JsonDerivedType(typeof(StatementHead), "head")]
[JsonDerivedType(typeof(TellerLine), "teller")]
[JsonDerivedType(typeof(DeviceLine), "device")]
[JsonDerivedType(typeof(ServedLine), "served")]
[JsonDerivedType(typeof(WaitsLine), "waits")]
[JsonDerivedType(typeof(RestsLine), "rests")]
[JsonDerivedType(typeof(ChangeLine), "change")]
internal abstract record StatementLine;

/// <summary>The first line.</summary>
/// <param name="V">Contract version, <see cref="StatementText.Version"/>.</param>
/// <param name="Outlet">Whose.</param>
/// <param name="N">1, 2, 3 … of the outlet, days, months and quarters together; never reused.</param>
/// <param name="P">Digest of the statement before; <see cref="Digest.Zero"/> before the first.</param>
/// <param name="Period">2026-11-30, 2026-11 or 2026-Q4.</param>
/// <param name="Edition">1, and one more for each amendment of the period.</param>
/// <param name="Replaces">Digest of the edition before; absent in the first.</param>
/// <param name="Why">Why there is a further edition; empty in the first.</param>
/// <param name="Zone">The outlet's time zone, and
/// <paramref name="CutOver"/> the wall-clock hour its business day begins.</param>
/// <param name="CutOver">0 to 23.</param>
/// <param name="Definition">Id of the definition in force on the period's first day.</param>
/// <param name="DefinitionHash">Digest of its file.</param>
/// <param name="Program">Name and version of the collector.</param>
internal sealed record StatementHead(
    int V, OutletId Outlet, long N, Digest P, string Period, int Edition, Digest? Replaces,
    IReadOnlyList<StatementReason> Why, string Zone, int CutOver, string Definition, Digest DefinitionHash,
    string Program) : StatementLine;

/// <summary>All that was counted for a teller; for an absent one, what belongs to nobody.</summary>
/// <param name="Teller">Absent: presses with nobody signed on, and days of feed and devices.</param>
/// <param name="Name">In the outlet's registry; absent where it has none.</param>
/// <param name="Counts">By measure, sorted by code point, none 0; names as in the rollups.</param>
internal sealed record TellerLine(
    TellerId? Teller, string? Name, IReadOnlyDictionary<string, long> Counts) : StatementLine;

/// <summary>What one journal of a device has of the day; a registered device without any has no
/// journal.</summary>
/// <param name="Device">The device.</param>
/// <param name="Counter">Where it stood.</param>
/// <param name="Journal">Absent: it wrote nothing that day.</param>
/// <param name="First">Number of the day's first entry; 0 for none.</param>
/// <param name="Last">Number of the day's last entry; 0 for none.</param>
/// <param name="Hash">Digest of line <paramref name="Last"/>.</param>
/// <param name="Key">Fingerprint of the key the journal is signed with.</param>
/// <param name="SignedTo">The line whose digest the device signed; the first such at or after
/// <paramref name="Last"/>.</param>
/// <param name="Sig">That signature, as in the batch's header.</param>
/// <param name="Missing">Entries the device says it wrote and had not delivered when this was made, that may
/// be of this day.</param>
internal sealed record DeviceLine(
    DeviceId Device, CounterId Counter, JournalId? Journal, long First, long Last, Digest? Hash, Digest? Key,
    long SignedTo, string? Sig, long Missing) : StatementLine;

/// <summary>What the served feed told of the day.</summary>
/// <param name="Rows">Customers.</param>
/// <param name="Digest">Of the rows as <see cref="ServedText"/> writes them.</param>
internal sealed record ServedLine(long Rows, Digest Digest) : StatementLine
{
    public static ServedLine Of(IReadOnlyList<ServedRow> rows) =>
        new(rows.Count, Digest.Of(ServedText.Write(rows).Span));
}

/// <summary>Customers of the outlet by waiting time, and by waiting time asked and not asked.</summary>
/// <param name="Counts">By measure, sorted by code point.</param>
internal sealed record WaitsLine(IReadOnlyDictionary<string, long> Counts) : StatementLine;

/// <summary>A statement that a month or quarter was made of.</summary>
internal sealed record RestsLine(string Period, long N, int Edition, Digest Hash) : StatementLine;

/// <summary>A count that another edition had otherwise.</summary>
internal sealed record ChangeLine(TellerId? Teller, string Measure, long Was, long Is) : StatementLine;

/// <summary>Why a period has a further edition. A closed list.</summary>
[JsonConverter(typeof(WireEnumConverter<StatementReason>))]
internal enum StatementReason
{
    /// <summary>Entries of devices came after the statement was made.</summary>
    LateEntries,

    /// <summary>The served feed told more.</summary>
    ServedFeed,

    /// <summary>Another definition is in force for the period.</summary>
    Definition,

    /// <summary>What a device had not delivered is known otherwise.</summary>
    Missing,

    /// <summary>A statement it rests on has a further edition.</summary>
    Rests,

    /// <summary>Same holdings, other counts: the program counts otherwise.</summary>
    Recount,
}
