using System.Security.Cryptography;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>
/// A line of mosquitto's password file, as mosquitto_passwd writes it: PBKDF2 with SHA-512. Its few rounds
/// would be weak for words people think of; the secrets here are 256 random bits.
/// </summary>
internal static class MosquittoPassword
{
    private const int Rounds = 101;

    private const int SaltBytes = 12;

    private const int HashBytes = 64;

    public static string Line(string user, string password) =>
        Line(user, password, RandomNumberGenerator.GetBytes(SaltBytes));

    public static string Line(string user, string password, byte[] salt)
    {
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA512, HashBytes);
        return $"{user}:$7${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }
}
