namespace RatingDevice.Demo.Account;

/// <summary>How an account can be wrong.</summary>
internal enum Wrong
{
    /// <summary>Thanked but not stored, or stored and not counted.</summary>
    Lost,

    /// <summary>Counted more than once.</summary>
    Duplicate,

    /// <summary>Stored but never pressed.</summary>
    Phantom,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Wrong">How.</param>
/// <param name="Service">The ticket it concerns; empty where it concerns a teller's figure.</param>
/// <param name="What">One sentence.</param>
/// <param name="Count">How many ratings are wrong by it.</param>
internal sealed record Finding(Wrong Wrong, string Service, string What, long Count = 1);
