namespace RatingDevice.Collector.Broker.MqttNet;

/// <summary>Every limit of the broker in this process.</summary>
internal sealed record MqttNetLimits
{
    /// <summary>Longest packet taken, in bytes; twice the largest batch.</summary>
    public int MostPacketBytes { get; init; } = 128 * 1024;

    /// <summary>
    /// Messages kept for a client that reads slowly; the newest beyond it is dropped, counted and told, and
    /// sent again by its device.
    /// </summary>
    public int MostQueued { get; init; } = 4000;

    /// <summary>
    /// Messages sent to a client and not acknowledged by it; the newest beyond it is dropped, counted and
    /// told. As many again may wait.
    /// </summary>
    public int MostUnacknowledged { get; init; } = 4000;

    /// <summary>Answers a device has not read; with one more it is cut off, counted and told.</summary>
    public int MostUnread { get; init; } = 1000;

    /// <summary>Filters a client is subscribed to; one more is refused with "quota exceeded".</summary>
    public int MostFilters { get; init; } = 16;

    /// <summary>Connections at once; one more is closed, counted and told.</summary>
    public int MostConnections { get; init; } = 4000;

    /// <summary>How long a client may take to say who it is, and a goodbye to be sent.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
