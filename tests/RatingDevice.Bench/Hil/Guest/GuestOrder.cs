using System.Text.Json.Serialization;

namespace RatingDevice.Bench.Hil.Guest;

/// <summary>What the bench asks of the guest; one line of JSON each way.</summary>
/// <param name="Do">What: see <see cref="GuestLoop"/>.</param>
internal sealed record GuestOrder(string Do)
{
    /// <summary>Which panel: gpio or keypad.</summary>
    public string On { get; init; } = "";

    /// <summary>Keys: 0 to 3 a level, 4 the teller's.</summary>
    public IReadOnlyList<int> Keys { get; init; } = [];

    /// <summary>Of the bounce.</summary>
    public int Seed { get; init; }

    /// <summary>A program, a path or an address.</summary>
    public string Name { get; init; } = "";

    /// <summary>Arguments of a program.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Content of a file or a request.</summary>
    public string Text { get; init; } = "";

    /// <summary>The lamps waited for, as <see cref="GuestAnswer.Lamps"/>.</summary>
    public string Lamps { get; init; } = "";

    /// <summary>Longest wait.</summary>
    public int Seconds { get; init; } = 60;
}

/// <summary>What the guest did and saw.</summary>
/// <param name="Ok">False where it could not, or waited in vain.</param>
/// <param name="Text">What a program said, or what went wrong.</param>
/// <param name="Lamps">Which are lit, for example "thanks buzzer".</param>
/// <param name="Edges">Edges made.</param>
/// <param name="Slow">Moves in which the guest paused so long that the bounce was none.</param>
/// <param name="Sounded">The buzzer was seen to sound.</param>
internal sealed record GuestAnswer(
    bool Ok, string Text = "", string Lamps = "", int Edges = 0, int Slow = 0, bool Sounded = false);

/// <summary>Generated, as the guest is slow.</summary>
[JsonSerializable(typeof(GuestOrder)), JsonSerializable(typeof(GuestAnswer))]
internal sealed partial class GuestJson : JsonSerializerContext;
