namespace RatingDevice.Wire;

/// <summary>What a device's topic carries.</summary>
public enum TopicKind
{
    /// <summary>Device to collector: batches.</summary>
    Journal,

    /// <summary>Collector to device: acknowledgements.</summary>
    Ack,

    /// <summary>Device to all, retained: <see cref="Wire.Status"/>.</summary>
    Status,

    /// <summary>Collector to device: orders.</summary>
    Command,

    /// <summary>Collector to device, retained: <see cref="SealedKeys"/>.</summary>
    Config,
}

/// <summary>rating/v1/{outlet}/{device}/{kind}.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Device">The device.</param>
/// <param name="Kind">What it carries.</param>
public readonly record struct Topic(OutletId Outlet, DeviceId Device, TopicKind Kind)
{
    /// <summary>What all topics of this version begin with.</summary>
    public const string Prefix = "rating/v1/";

    /// <summary>The filter a collector subscribes for one channel of all devices.</summary>
    public static string Filter(TopicKind kind) => $"{Prefix}+/+/{Name(kind)}";

    /// <summary>Reads a topic; false where it is none of version 1.</summary>
    public static bool TryParse(string text, out Topic topic)
    {
        topic = default;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('/');
        if (parts.Length != 3 || !OutletId.TryParse(parts[0], out var outlet)) return false;
        if (!DeviceId.TryParse(parts[1], out var device)) return false;
        foreach (var kind in Enum.GetValues<TopicKind>())
        {
            if (parts[2] != Name(kind)) continue;
            topic = new Topic(outlet, device, kind);
            return true;
        }

        return false;
    }

    /// <summary>The topic's text.</summary>
    public override string ToString() => $"{Prefix}{Outlet}/{Device}/{Name(Kind)}";

    private static string Name(TopicKind kind) => kind switch
    {
        TopicKind.Journal => "journal",
        TopicKind.Ack => "ack",
        TopicKind.Status => "status",
        TopicKind.Command => "command",
        TopicKind.Config => "config",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a topic kind"),
    };
}
