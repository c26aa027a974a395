using System.Diagnostics.CodeAnalysis;

namespace RatingDevice.Wire;

/// <summary>rating/v1/{outlet}/services: what a queue machine or core system tells of customers
/// served.</summary>
/// <param name="Outlet">The outlet.</param>
public readonly record struct ServicesTopic(OutletId Outlet)
{
    /// <summary>The filter a collector subscribes.</summary>
    public const string Filter = $"{Topic.Prefix}+/{Last}";

    private const string Last = "services";

    private const string UserPrefix = "services-";

    /// <summary>The only user who may write it: services-{outlet}.</summary>
    public string User => UserPrefix + Outlet;

    /// <summary>True for a name that only a feed may have, and no device.</summary>
    public static bool IsUser(string name) => name.StartsWith(UserPrefix, StringComparison.Ordinal);

    /// <summary>Reads a topic; false where it is none of this kind.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ServicesTopic topic)
    {
        topic = default;
        if (text is null || !text.StartsWith(Topic.Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Topic.Prefix.Length..].Split('/');
        if (parts.Length != 2 || parts[1] != Last) return false;
        if (!OutletId.TryParse(parts[0], out var outlet)) return false;
        topic = new(outlet);
        return true;
    }

    /// <summary>The topic's text.</summary>
    public override string ToString() => $"{Topic.Prefix}{Outlet}/{Last}";
}
