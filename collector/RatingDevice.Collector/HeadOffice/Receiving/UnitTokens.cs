using System.Security.Cryptography;
using System.Text;
using RatingDevice.Collector.Broker;
using RatingDevice.Wire;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>
/// What units below prove themselves with: 256 random bits each, of which only the digest is kept, in a file
/// of the unit's name. Deleting that file ends a token at once. Any thread, any process.
/// </summary>
internal sealed class UnitTokens(string directory)
{
    /// <summary>Makes a unit's token; null where it has one already and no new one is wanted.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public string? Make(UnitId unit, bool anew)
    {
        PrivateFiles.MakeDirectory(directory);
        if (!anew && File.Exists(PathOf(unit))) return null;
        // ids have no full stop: a token says whose it is
        var token = $"{unit}.{DeviceCredentials.NewSecret()}";
        PrivateFiles.Write(PathOf(unit), DigestOf(token) + "\n");
        return token;
    }

    /// <summary>Whose token it is; null for one that is not known here.</summary>
    public UnitId? Whose(string token)
    {
        if (!UnitId.TryParse(token.Split('.', 2)[0], out var unit) || !File.Exists(PathOf(unit))) return null;
        var kept = Encoding.ASCII.GetBytes(File.ReadAllText(PathOf(unit)).Trim());
        return CryptographicOperations.FixedTimeEquals(kept, Encoding.ASCII.GetBytes(DigestOf(token)))
            ? unit : null;
    }

    private static string DigestOf(string token) => Digest.Of(Encoding.UTF8.GetBytes(token)).ToString();

    private string PathOf(UnitId unit) => Path.Combine(directory, unit.ToString());
}
