namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>How the collector's own mosquitto is run.</summary>
internal sealed record MosquittoBrokerOptions
{
    /// <summary>Private directory for configuration, passwords and access list, mode 0700.</summary>
    public required string Directory { get; init; }

    /// <summary>One file a device with its secret, mode 0600.</summary>
    public required string CredentialsDirectory { get; init; }

    /// <summary>Address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>
    /// Port; 0 chooses a free one, and the same again at the next start if it is free then.
    /// </summary>
    public int Port { get; init; } = 1883;

    /// <summary>The mosquitto program; a bare name is also looked for in /usr/sbin.</summary>
    public string Program { get; init; } = "mosquitto";

    /// <summary>How long a start may take until it counts as failed.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest message taken, in bytes; twice the largest batch.</summary>
    public int MostMessageBytes { get; init; } = 128 * 1024;

    /// <summary>
    /// Messages kept for a client that reads slowly; more are dropped by mosquitto and sent again by the
    /// devices.
    /// </summary>
    public int MostQueued { get; init; } = 2000;
}
