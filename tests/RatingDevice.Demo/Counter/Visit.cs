namespace RatingDevice.Demo.Counter;

/// <summary>What happens when a customer is served.</summary>
internal enum VisitKind
{
    /// <summary>Invited, presses once.</summary>
    Rates,

    /// <summary>Invited, presses, then another key while it still counts.</summary>
    ChangesMind,

    /// <summary>Invited, presses, then the same key again.</summary>
    PressesTwice,

    /// <summary>Invited, leaves without a press.</summary>
    Leaves,

    /// <summary>Not invited, presses all the same.</summary>
    PlaysWithKeys,

    /// <summary>No customer: the tellers change places.</summary>
    TellersChange,
}

/// <summary>One visit to a counter as the script has it.</summary>
/// <param name="Service">The ticket; unique in the branch for a seed.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Level">First key.</param>
/// <param name="Other">Another key, for a change of mind.</param>
/// <param name="ByCounterPc">Invited through the collector instead of the panel's button.</param>
/// <param name="Think">Time before the press.</param>
internal sealed record Visit(
    string Service, VisitKind Kind, string Level, string Other, bool ByCounterPc, TimeSpan Think)
{
    /// <summary>How many presses it puts into a window.</summary>
    public int Presses => Kind switch
    {
        VisitKind.Rates or VisitKind.PressesTwice => 1,
        VisitKind.ChangesMind => 2,
        _ => 0,
    };
}
