using System.Buffers.Text;
using System.Security.Cryptography;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker;

/// <summary>
/// One random secret a device or served feed, in a file of its name. The device is given a copy of that file.
/// To replace a secret, delete its file: the next look makes a new one. A secret of a device that left
/// the registry is kept here but lets nobody in, so the device works again when it comes back.
/// </summary>
internal sealed class DeviceCredentials(string directory)
{
    private const int SecretBytes = 32;

    /// <summary>Where a device's secret is.</summary>
    public string PathOf(DeviceId device) => Path.Combine(directory, device.ToString());

    /// <summary>The secret of an outlet's served feed, made at the first call.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public string Secret(ServicesTopic feed) => Secret(feed.User);

    /// <summary>The secret of a device, made at the first call.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public string Secret(DeviceId device) => Secret(device.ToString());

    private string Secret(string user)
    {
        PrivateFiles.MakeDirectory(directory);
        var path = Path.Combine(directory, user);
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } held) return held;
        var secret = NewSecret();
        PrivateFiles.Write(path, secret + "\n");
        return secret;
    }

    /// <summary>256 random bits as text.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
