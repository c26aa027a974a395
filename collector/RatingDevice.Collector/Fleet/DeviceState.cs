namespace RatingDevice.Collector.Fleet;

/// <summary>How a device is doing, as far as the collector can tell.</summary>
internal enum DeviceState
{
    /// <summary>In the registry, never heard since this collector started.</summary>
    NeverHeard,

    /// <summary>Says it is online, and was heard of lately.</summary>
    Connected,

    /// <summary>
    /// Says it is online, but nothing came for longer than the limit: frozen, or a broken network.
    /// </summary>
    Silent,

    /// <summary>The broker said the connection broke.</summary>
    Lost,

    /// <summary>It said goodbye.</summary>
    Stopped,
}
