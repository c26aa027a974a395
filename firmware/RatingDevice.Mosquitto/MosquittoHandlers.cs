namespace RatingDevice.Mosquitto;

/// <summary>
/// What a client calls. All calls come from its one loop thread, one after another, and none after
/// <see cref="MosquittoClient.DisposeAsync"/> has completed. A handler hands over and returns: while it runs,
/// nothing is received. One that throws ends the connection, with its message as the reason.
/// </summary>
public sealed record MosquittoHandlers
{
    /// <summary>A message came.</summary>
    public required Action<MosquittoMessage> Received { get; init; }

    /// <summary>
    /// The connection is gone, with the reason; called once at most, and not when it was ended here.
    /// </summary>
    public required Action<string> Lost { get; init; }

    /// <summary>
    /// The broker did not take a message of ours; the reason, for example "Not authorized".
    /// </summary>
    public Action<string> NotTaken { get; init; } = _ => { };
}
