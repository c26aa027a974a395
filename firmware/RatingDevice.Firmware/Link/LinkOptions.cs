namespace RatingDevice.Firmware.Link;

/// <summary>All that the link can be told; the defaults are those of the options file.</summary>
internal sealed record LinkOptions
{
    /// <summary>Of the topics.</summary>
    public required OutletId Outlet { get; init; }

    /// <summary>Client id, user name and part of the topics.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Brokers in order of preference, 1 or more; all of them lead to the same collector.</summary>
    public required IReadOnlyList<BrokerAddress> Brokers { get; init; }

    /// <summary>Null on a broker that asks for none.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// How long the collector has for its first ack; doubles up to eight times that while none comes.
    /// </summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause after the first failed connect; doubles with each further one.</summary>
    public TimeSpan BackoffFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between two connects, and the pause after a refused batch.</summary>
    public TimeSpan BackoffMost { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the retained status is renewed.</summary>
    public TimeSpan StatusEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Takes a config payload on the link's loop; null, or in one sentence why it is passed over.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, string?> Config { get; init; } = _ => null;

    /// <summary>Told on the link's loop how far the collector holds the journal.</summary>
    public Action<long> Acked { get; init; } = _ => { };

    /// <summary>Without the password: texts end in logs.</summary>
    public override string ToString() => $"{Outlet}/{Device} at {string.Join(", ", Brokers)}";
}
