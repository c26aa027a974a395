using System.Security.Cryptography;

namespace RatingDevice.Firmware.Health;

/// <summary>
/// The device's identity: an ECDSA P-256 key, made at the first start, readable by its owner only. A start
/// that is killed half-way leaves either no key or a whole one, never a part.
/// </summary>
internal static class DeviceKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes it. The caller disposes it.</summary>
    /// <exception cref="IOException">Not readable, not writable, or no P-256 key; the message says what to
    /// do.</exception>
    public static ECDsa LoadOrMake(string path) => File.Exists(path) ? Load(path) : Make(path);

    private static ECDsa Load(string path)
    {
        if (File.GetUnixFileMode(path) is var mode && (mode & ~OwnerOnly) != 0)
            throw new IOException($"The device key {path} can be read by others (mode {mode}). It was not "
                + "used. If nobody has copied it: chmod 600. Otherwise move key and journal aside.");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.KeySize == 256) return key;
            throw new CryptographicException($"{key.KeySize} bits, not 256");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new IOException($"The device key {path} is no P-256 key: {e.Message} It was not changed. "
                + "Put the right file back, or move key and journal aside; new ones are made.", e);
        }
    }

    private static ECDsa Make(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var part = path + ".part";
        File.Delete(part);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using (var file = new FileStream(part, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path);
        Posix.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return key;
    }
}
