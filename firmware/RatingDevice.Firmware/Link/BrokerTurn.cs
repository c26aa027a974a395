namespace RatingDevice.Firmware.Link;

/// <summary>
/// Whose turn it is in a list of brokers. Failing ones are left for the next at once; only a round in which
/// all failed is followed by a pause. A connection that works is kept, even to the last of the list: going
/// back to a better one would cut it for nothing, as all lead to the same collector. After a loss the first
/// is asked first.
/// </summary>
/// <param name="Count">Length of the list, 1 or more.</param>
/// <param name="Index">The broker to ask now.</param>
internal readonly record struct BrokerTurn(int Count, int Index = 0)
{
    /// <summary>True after a failure of the last one: the round is over, pause.</summary>
    public bool RoundOver => Index == 0;

    /// <summary>This one could not be reached.</summary>
    public BrokerTurn Failed() => this with { Index = (Index + 1) % Count };

    /// <summary>A connection that had worked was lost.</summary>
    public BrokerTurn Lost() => this with { Index = 0 };
}
