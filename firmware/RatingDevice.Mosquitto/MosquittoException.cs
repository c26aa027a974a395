namespace RatingDevice.Mosquitto;

/// <summary>libmosquitto or the broker said no; the message says who, why and what to do about it.</summary>
/// <param name="message">One sentence.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class MosquittoException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when the broker answered and refused: another of its addresses would, too.</summary>
    public bool Refused { get; init; }
}
