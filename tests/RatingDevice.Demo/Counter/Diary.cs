using System.Collections.Concurrent;
using System.Diagnostics;

namespace RatingDevice.Demo.Counter;

/// <summary>Why a key was pressed, as the customer meant it.</summary>
internal enum PressKind
{
    /// <summary>The answer to an invitation.</summary>
    First,

    /// <summary>Another key while the first still could be replaced.</summary>
    Change,

    /// <summary>The same key again.</summary>
    Repeat,

    /// <summary>Without an invitation.</summary>
    Outside,
}

/// <summary>One press, in the words of the person who pressed.</summary>
/// <param name="Device">Where.</param>
/// <param name="Teller">Who served, by the sign on the panel.</param>
/// <param name="Service">The ticket; empty for a press outside an invitation.</param>
/// <param name="Level">The key.</param>
/// <param name="Kind">What it was meant as.</param>
/// <param name="PressedAt">Stopwatch time just before the press was sent.</param>
/// <param name="ThankedAt">Stopwatch time at which the panel said thanks for it; null when it did
/// not.</param>
/// <param name="Wall">When, for a person who reads the record.</param>
internal sealed record Press(
    string Device, string? Teller, string Service, string Level, PressKind Kind, long PressedAt,
    long? ThankedAt, DateTimeOffset Wall)
{
    /// <summary>True for a press that is a rating: in a window, first or changed.</summary>
    public bool Rates => Kind is PressKind.First or PressKind.Change;

    public double? ThanksMs =>
        ThankedAt is { } at ? Stopwatch.GetElapsedTime(PressedAt, at).TotalMilliseconds : null;
}

/// <summary>One invitation, as seen on the panel.</summary>
internal sealed record Invitation(string Device, string? Teller, string Service, bool ByCounterPc);

/// <summary>
/// The customers' own record of what they did and saw. Nothing in it comes from the programs' files or
/// figures.
/// </summary>
internal sealed class Diary
{
    private readonly ConcurrentQueue<Press> _presses = new();
    private readonly ConcurrentQueue<Invitation> _invitations = new();
    private readonly ConcurrentQueue<string> _notes = new();

    public IReadOnlyList<Press> Presses => [.. _presses];

    public IReadOnlyList<Invitation> Invitations => [.. _invitations];

    /// <summary>What went otherwise than the script had it, for example a panel that was away.</summary>
    public IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>Rating keys pressed in a window.</summary>
    public int Pressed => _presses.Count(p => p.Rates);

    /// <summary>Presses the panel said thanks for.</summary>
    public int Thanked => _presses.Count(p => p is { Rates: true, ThankedAt: not null });

    public void Write(Press press) => _presses.Enqueue(press);

    public void Write(Invitation invitation) => _invitations.Enqueue(invitation);

    public void Note(string text) => _notes.Enqueue(text);
}
