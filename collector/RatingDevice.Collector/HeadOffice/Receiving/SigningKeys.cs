using System.Globalization;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>
/// Which keys an outlet's next statement may be signed with. The key in force on the day it arrives is good
/// for every period: a collector that took over makes what the one before left, and amends it. A key before
/// that one is still good for what it signed and what waits on its way, until a later key has signed. Pure.
/// </summary>
internal static class SigningKeys
{
    /// <summary>Days a collector may work on after the day its successor was to take over: that happens in
    /// the week it was planned for, and no chain is to be stuck for it.</summary>
    public const int Grace = 7;

    /// <summary>Empty, or what is wrong with the key.</summary>
    /// <param name="named">The outlet's keys in the tree, the oldest first; none: the one its chain began
    /// with counts.</param>
    /// <param name="key">Fingerprint of the one it is signed with.</param>
    /// <param name="signed">A statement.</param>
    /// <param name="held">The chains it comes to.</param>
    /// <param name="today">Business day of the outlet.</param>
    public static string Wrong(
        IReadOnlyList<OutletKey> named, Digest key, SignedStatement signed, HeldChains held, DateOnly today)
    {
        var (outlet, n) = (signed.Head.Outlet, signed.Head.N);
        var end = held.Head(outlet)?.N ?? 0;
        if (named.Count == 0) return (KeyOf(held.Find(outlet, 1)) ?? key) == key ? "" : Unknown(key);
        if (named.LastOrDefault(k => k.Fingerprint == key && k.From <= today) is not { } own)
            return named.Any(k => k.Fingerprint == key)
                ? $"signed with the key {key}, which is not in force yet" : Unknown(key);
        var later = named.Where(k => k.From > own.From && k.From <= today).ToList();
        if (later.Count == 0 || n <= end) return ""; // what is held, and by whom it was signed, was judged
        var successor = later[0];
        if (Statement.PeriodOf(signed.Head.Period)!.To >= successor.From.AddDays(Grace))
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"signed with the key {key}, which another replaced on {successor.From:yyyy-MM-dd}");
        }

        return KeyOf(held.Find(outlet, end)) is { } last && later.Any(k => k.Fingerprint == last)
            ? $"signed with the key {key}, after its chain went on with {last}" : "";
    }

    private static string Unknown(Digest key) =>
        $"signed with the key {key}, which the tree does not have for it";

    private static Digest? KeyOf(SignedStatement? held)
    {
        if (held is null) return null;
        using var key = Es256.TryReadKey(held.Envelope.Key);
        return key is null ? null : Es256.Fingerprint(key);
    }
}
