using System.Security.Cryptography;
using System.Text;
using RatingDevice.Collector.Uplink.Folder;
using RatingDevice.Collector.Uplink.Https;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Uplink;

/// <summary>The level above as the options name it.</summary>
internal static class UplinkParts
{
    /// <summary>Null where nothing is sent.</summary>
    /// <exception cref="OptionsException">Something is missing or cannot be used.</exception>
    public static IHeadOffice? Open(CollectorOptions options, ECDsa own, TimeProvider time)
    {
        var uplink = options.Uplink;
        if (uplink.By == UplinkBy.None) return null;
        if (!UnitId.TryParse(options.Unit, out var unit))
            throw Missing("unit", "the id of this unit in the bank's tree");
        _ = Pinned(uplink, own);
        if (uplink.By == UplinkBy.Https)
        {
            if (uplink.Https is { TokenFile: "", CertificateFile: "" })
                throw Missing("uplink:https:tokenFile", "or a certificateFile: the level above must know who "
                    + "sends");
            return HttpsHeadOffice.Open(uplink.Https);
        }

        if (uplink.Folder.Drops.Length == 0) throw Missing("uplink:folder:drops", "where statements are put");
        if (uplink.Folder.Receipts.Length == 0)
            throw Missing("uplink:folder:receipts", "where receipts come back to; 'none' if none ever do");
        return new FolderHeadOffice(uplink.Folder, unit, own, time);
    }

    /// <summary>Whose receipts count: the level above's, or our own where nothing comes back.</summary>
    public static Digest Pinned(UplinkOptions uplink, ECDsa own)
    {
        if (uplink is { By: UplinkBy.Folder, Folder.Receipts: FolderHeadOffice.NoReceipts })
            return Es256.Fingerprint(own);
        return Digest.TryParse(Encoding.UTF8.GetBytes(uplink.Key), out var pinned) ? pinned
            : throw Missing("uplink:key",
                "the fingerprint of the level above, 43 characters; 'key' prints it there");
    }

    private static OptionsException Missing(string option, string meaning) => new(
        $"{option} is missing: {meaning}. Nothing was started.");
}
