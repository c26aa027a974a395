using RatingDevice.Collector.Registry;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>Whatever stands above outlets: head office, a tier-1 or tier-2 branch.</summary>
internal sealed record BankUnit(UnitId Id, string Name);

/// <summary>An outlet 网点 as head office has it.</summary>
/// <param name="Id">The outlet.</param>
/// <param name="Name">For people.</param>
/// <param name="Rules">How it cuts time into business days; the latest.</param>
internal sealed record BankOutlet(OutletId Id, string Name, OutletRules Rules)
{
    /// <summary>Rules by the day they hold from, in order; none where they never changed.</summary>
    public IReadOnlyList<DatedRules> Dated { get; init; } = [];

    /// <summary>How it cut a day; the first rules also hold before their day.</summary>
    public OutletRules RulesOn(DateOnly day) =>
        (Dated.LastOrDefault(d => d.From <= day) ?? Dated.FirstOrDefault())?.Rules ?? Rules;
}

/// <summary>Rules from a business day on.</summary>
internal sealed record DatedRules(DateOnly From, OutletRules Rules);

/// <summary>A key an outlet's collector signs with.</summary>
/// <param name="Fingerprint">Digest of the public key.</param>
/// <param name="From">Business day it is in force from; a replaced collector has a later one beside it, and
/// <see cref="Receiving.SigningKeys"/> says what the earlier key is still good for.</param>
internal sealed record OutletKey(Digest Fingerprint, DateOnly From);

/// <summary>What stands directly below a unit on a day, sorted by id.</summary>
internal sealed record UnitChildren(IReadOnlyList<BankUnit> Units, IReadOnlyList<BankOutlet> Outlets);

/// <summary>Where something stands from a day on.</summary>
/// <param name="From">First day.</param>
/// <param name="Parent">Place of the unit; -1: nowhere, an outlet that was closed.</param>
internal readonly record struct Stay(DateOnly From, int Parent);
