namespace RatingDevice.Mosquitto;

/// <summary>A message as it came or goes.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The payload; owned by the receiver.</param>
/// <param name="Retain">Incoming: the broker had kept it. Outgoing: the broker shall keep it.</param>
public sealed record MosquittoMessage(string Topic, ReadOnlyMemory<byte> Payload, bool Retain);
