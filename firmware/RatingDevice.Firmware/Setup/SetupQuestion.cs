using System.Text.Json.Nodes;

namespace RatingDevice.Firmware.Setup;

/// <summary>One question and where its answer goes.</summary>
/// <param name="Key">The option whose check judges it.</param>
/// <param name="Flag">Answers it on the command line.</param>
/// <param name="Zh">Asked in Chinese; the rule in brackets.</param>
/// <param name="En">Asked in English.</param>
internal sealed record SetupQuestion(string Key, string Flag, string Zh, string En)
{
    /// <summary>Null where nobody can guess: then an answer is needed.</summary>
    public Func<SetupSheet, string?> Usual { get; init; } = _ => null;

    /// <summary>False where the answers before it make it needless.</summary>
    public Func<SetupSheet, bool> Asked { get; init; } = _ => true;

    /// <summary>Puts the answer down; by itself it goes to its option, and an empty one clears it.</summary>
    public Action<SetupSheet, string>? Put { get; init; }

    /// <summary>What the options cannot check, in Chinese and English; null for good.</summary>
    public Func<string, (string Zh, string En)?> Refuse { get; init; } = _ => null;

    public void Answer(SetupSheet sheet, string answer)
    {
        if (Put is not null) Put(sheet, answer);
        else sheet[Key] = answer.Length == 0 ? null : JsonValue.Create(answer);
    }
}
