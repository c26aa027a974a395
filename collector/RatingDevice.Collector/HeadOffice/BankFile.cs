using System.Globalization;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Collector.HeadOffice;

/// <summary>
/// The bank's file. CSV columns or JSON fields: kind ("unit", "outlet", "key"), id, name, parent, from, zone,
/// cut_over_hour, key. An outlet or unit that moves has a row for each place it stands, with the first day
/// there; an outlet's row without a parent says from when it is closed; a row of kind "key" has an outlet's
/// id, a fingerprint and the first day it signs.
/// </summary>
internal static class BankFile
{
    public static RowFile<BankTree> Form { get; } = new(
        new(["unit", "outlet", "key"], ["name", "parent", "from", "zone", "cut_over_hour", "key"]),
        BankRules.Build);

    /// <summary>Watches the file; the last good one is kept beside.</summary>
    public static FileWatch<BankTree> Watch(string path, string keep, TimeProvider time, ILogger log) =>
        new("bank tree", path, keep, Form, BankTree.Empty, Says, time, log);

    private static string Says(BankTree tree) => string.Create(CultureInfo.InvariantCulture,
        $"{tree.Root?.Name}: units {tree.Units.Count}, outlets {tree.Outlets.Count}");
}
