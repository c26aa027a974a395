using System.Text.Json;
using System.Text.Json.Serialization;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>A refusal as it travels: RFC 9457, and the reason for programs.</summary>
/// <param name="Type">Always "about:blank".</param>
/// <param name="Title">The reason again, for people.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Detail">What was wrong.</param>
/// <param name="Kept">What became of the statement.</param>
/// <param name="Todo">What somebody should do.</param>
/// <param name="Reason">Of the closed list.</param>
/// <param name="Have">For a gap: how far the chain is held.</param>
internal sealed record RefusedStatement(
    string Type, string Title, int Status, string Detail, string Kept, string Todo,
    [property: JsonRequired] StatementRefusal Reason, long? Have = null)
{
    private const string Nothing = "Nothing was kept.";

    public static RefusedStatement Of(Refused refused) => new(
        "about:blank", JsonNamingPolicy.KebabCaseLower.ConvertName(refused.Reason.ToString()),
        StatusOf(refused.Reason), refused.Detail, Nothing, Advice(refused.Reason), refused.Reason,
        refused.Have);

    public Refused ToDelivery() => new(Reason, Detail, Have);

    /// <summary>What to do about a refusal, one sentence.</summary>
    public static string Advice(StatementRefusal reason) => reason switch
    {
        StatementRefusal.Malformed => "Bring the receiver to the sender's version first, then send again.",
        StatementRefusal.UnknownOutlet => "Add the outlet to the bank's tree; it is sent again each hour.",
        StatementRefusal.NotYours =>
            "Mend the outlet's place in the tree, or the credential; it is sent again each hour.",
        StatementRefusal.UnknownKey =>
            "Compare the collector's fingerprint with the tree's, by telephone; it is sent again each hour.",
        StatementRefusal.WrongSignature =>
            "Look who alters bytes on the way; it is sent again each hour.",
        StatementRefusal.Gap => "The statements that are not held are sent first.",
        StatementRefusal.Future => "Mend the clock that is wrong; it is sent again each hour.",
        _ => "Look at both chains with 'verify'; nothing more of this outlet is sent until somebody has.",
    };

    private static int StatusOf(StatementRefusal reason) => reason switch
    {
        StatementRefusal.Malformed => 400,
        StatementRefusal.NotYours or StatementRefusal.UnknownKey or StatementRefusal.WrongSignature => 403,
        StatementRefusal.UnknownOutlet => 404,
        _ => 409,
    };
}
