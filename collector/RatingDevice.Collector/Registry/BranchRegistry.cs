using System.Collections.Frozen;
using RatingDevice.Collector.Store;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Registry;

/// <summary>
/// Who and what the branch consists of, as the registry file said when it was last good. Immutable: a change
/// is a new registry. References have been checked: a device's outlet and counter exist.
/// </summary>
internal sealed class BranchRegistry(
    IEnumerable<OutletRecord> outlets,
    IEnumerable<CounterRecord> counters,
    IEnumerable<DeviceRecord> devices,
    IEnumerable<TellerRecord> tellers)
{
    /// <summary>Names of tellers as statements tell them: head office keeps no file of tellers, and ids of
    /// tellers are unique in a branch only.</summary>
    public Func<OutletId, TellerId, string?> Told { get; init; } = (_, _) => null;

    /// <summary>Names of units; only a bank has them.</summary>
    public Func<UnitId, string?> Units { get; init; } = _ => null;

    private readonly FrozenDictionary<OutletId, OutletRecord> _outlets =
        outlets.ToFrozenDictionary(o => o.Id);

    private readonly FrozenDictionary<(OutletId, CounterId), CounterRecord> _counters =
        counters.ToFrozenDictionary(c => (c.Outlet, c.Id));

    private readonly FrozenDictionary<DeviceId, DeviceRecord> _devices =
        devices.ToFrozenDictionary(d => d.Id);

    private readonly FrozenDictionary<TellerId, TellerRecord> _tellers =
        tellers.ToFrozenDictionary(t => t.Id);

    /// <summary>Nobody and nothing.</summary>
    public static BranchRegistry Empty { get; } = new([], [], [], []);

    public IReadOnlyCollection<OutletRecord> Outlets => _outlets.Values;

    public IReadOnlyCollection<CounterRecord> Counters => _counters.Values;

    public IReadOnlyCollection<DeviceRecord> Devices => _devices.Values;

    public IReadOnlyCollection<TellerRecord> Tellers => _tellers.Values;

    /// <summary>Where a device stands; null for an unknown device.</summary>
    public Post? Find(DeviceId device) => _devices.GetValueOrDefault(device)?.Post;

    /// <summary>An outlet's rules; <see cref="OutletRules.Unknown"/> where it is not in here.</summary>
    public OutletRules Outlet(OutletId outlet) =>
        _outlets.GetValueOrDefault(outlet)?.Rules ?? OutletRules.Unknown;

    /// <summary>The fingerprint a device's key must have; null where the registry names none.</summary>
    public Digest? PinnedKey(DeviceId device) => _devices.GetValueOrDefault(device)?.Key;

    /// <summary>True where the registry has the teller.</summary>
    public bool Knows(TellerId teller) => _tellers.ContainsKey(teller);

    /// <summary>A teller's name; null where the branch's file does not have the teller.</summary>
    public string? NameOf(TellerId teller) => _tellers.GetValueOrDefault(teller)?.Name;

    /// <summary>A teller's name at an outlet; null where nobody told it.</summary>
    public string? NameOf(OutletId outlet, TellerId teller) => NameOf(teller) ?? Told(outlet, teller);

    /// <summary>A unit's name; null where there is none.</summary>
    public string? NameOf(UnitId unit) => Units(unit);

    /// <summary>An outlet's name; null where the registry does not have it.</summary>
    public string? NameOf(OutletId outlet) => _outlets.GetValueOrDefault(outlet)?.Name;

    /// <summary>A counter's name; null where the registry does not have it.</summary>
    public string? NameOf(OutletId outlet, CounterId counter) =>
        _counters.GetValueOrDefault((outlet, counter))?.Name;
}
