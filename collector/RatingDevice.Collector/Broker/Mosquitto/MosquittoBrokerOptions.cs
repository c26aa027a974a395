namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>How the collector's own mosquitto is run.</summary>
internal sealed record MosquittoBrokerOptions
{
    /// <summary>Private directory for configuration, password and access list, mode 0700.</summary>
    public required string Directory { get; init; }

    /// <summary>One file a device with its secret, mode 0600.</summary>
    public required string CredentialsDirectory { get; init; }

    /// <summary>Address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>
    /// Port to listen on; 0 chooses a free one and remembers it in <see cref="Directory"/>.
    /// </summary>
    public int Port { get; init; } = 1883;

    /// <summary>The mosquitto program; a bare name is also looked for in /usr/sbin.</summary>
    public string Program { get; init; } = "mosquitto";

    /// <summary>How long a start may take until it counts as failed.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
