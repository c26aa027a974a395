using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Registry;

/// <summary>An outlet 网点 of the registry.</summary>
internal sealed record OutletRecord(OutletId Id, string Name, OutletRules Rules);

/// <summary>A counter 柜口 of the registry; its id is unique within its outlet.</summary>
internal sealed record CounterRecord(CounterId Id, OutletId Outlet, string Name);

/// <summary>A device of the registry.</summary>
/// <param name="Post">Where it stands.</param>
/// <param name="Key">Fingerprint its journal must be signed with; null: the first key seen counts.</param>
internal sealed record DeviceRecord(Post Post, Digest? Key)
{
    public DeviceId Id => Post.Device;
}

/// <summary>A teller 柜员 of the registry.</summary>
internal sealed record TellerRecord(TellerId Id, OutletId Outlet, string Name);
