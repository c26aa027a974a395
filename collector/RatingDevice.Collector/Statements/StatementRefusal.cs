using System.Text.Json.Serialization;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>Why a statement is not taken. A closed list: STATEMENT.md says for each what to do.</summary>
[JsonConverter(typeof(WireEnumConverter<StatementRefusal>))]
internal enum StatementRefusal
{
    /// <summary>Not the bytes of a statement, or of a version that is not known here.</summary>
    Malformed,

    /// <summary>No outlet of this level's tree.</summary>
    UnknownOutlet,

    /// <summary>Below the unit that delivers it neither on the last day of its period nor now.</summary>
    NotYours,

    /// <summary>Signed with a key the tree does not have for the outlet, or not any more.</summary>
    UnknownKey,

    /// <summary>The signature does not fit the bytes.</summary>
    WrongSignature,

    /// <summary>A number before it is not held here; the answer says how far the chain is.</summary>
    Gap,

    /// <summary>Other bytes are held under this number.</summary>
    ChangedBytes,

    /// <summary>It does not carry the digest of the statement before.</summary>
    BrokenChain,

    /// <summary>Its edition is not the next one of its period, or replaces another than the one
    /// held.</summary>
    WrongEdition,

    /// <summary>A month or quarter whose sums are not those of the statements it rests on.</summary>
    WrongSums,

    /// <summary>The period is not over by this level's clock, an hour allowed.</summary>
    Future,
}
