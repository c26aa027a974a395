using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>Why a payload is not taken. A closed list: WIRE.md says for each what is kept and what to
/// do.</summary>
[JsonConverter(typeof(WireEnumConverter<RefusalReason>))]
public enum RefusalReason
{
    /// <summary>More than <see cref="Limits.BatchBytes"/>.</summary>
    TooLarge,

    /// <summary>Not one byte.</summary>
    Empty,

    /// <summary>The topic is none of version 1.</summary>
    BadTopic,

    /// <summary>The first line is not a header: not JSON, a field missing or out of range.</summary>
    BadHeader,

    /// <summary>A contract version this collector does not speak.</summary>
    UnsupportedVersion,

    /// <summary>A signature algorithm of another version.</summary>
    UnsupportedAlgorithm,

    /// <summary>The header names another device than the topic.</summary>
    DeviceMismatch,

    /// <summary>The registry does not have this device.</summary>
    UnknownDevice,

    /// <summary>The registry has this device at another outlet.</summary>
    WrongOutlet,

    /// <summary>More or fewer lines than the header says.</summary>
    BadCount,

    /// <summary>A line over <see cref="Limits.LineBytes"/>.</summary>
    LineTooLong,

    /// <summary>A line is not an entry: not UTF-8 JSON, a field missing or out of range.</summary>
    BadLine,

    /// <summary>Numbers do not count up by one from the header's first.</summary>
    NotConsecutive,

    /// <summary>A line does not carry the digest of the line before.</summary>
    ChainBroken,

    /// <summary>Line 1 is not a well-formed "opened" of this journal and device, or line 2 onward is
    /// one.</summary>
    BadOpening,

    /// <summary>The key in "opened" is not the one the registry expects.</summary>
    KeyMismatch,

    /// <summary>The journal belongs to another device.</summary>
    JournalTaken,

    /// <summary>The signature does not fit header and last line.</summary>
    BadSignature,

    /// <summary>Lines before these are not held; not kept aside: the ack says from where to send.</summary>
    Gap,

    /// <summary>A number that is held already with other bytes: a copied or rolled-back journal.</summary>
    Fork,
}
