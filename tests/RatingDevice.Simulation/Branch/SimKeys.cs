using System.Security.Cryptography;

namespace RatingDevice.Simulation.Branch;

/// <summary>
/// Device keys drawn from the seed: a replay must have the same "opened" line, byte for byte.
/// </summary>
internal static class SimKeys
{
    public static ECDsa Draw(Random chance)
    {
        var secret = new byte[32];
        chance.NextBytes(secret);
        secret[0] &= 0x7f; // below the order of the curve
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
    }
}
