namespace RatingDevice.Hosting;

/// <summary>The options cannot be used; the message names each bad key, its range and what to do.</summary>
public sealed class OptionsException(string message, Exception? inner = null) : Exception(message, inner);
