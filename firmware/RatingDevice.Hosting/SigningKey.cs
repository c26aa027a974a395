using System.Security.Cryptography;

namespace RatingDevice.Hosting;

/// <summary>
/// A program's identity: an ECDSA P-256 key, made at the first start, readable by its owner only. A start
/// that is killed half-way leaves either no key or a whole one, never a part.
/// </summary>
public static class SigningKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes it. The caller disposes it.</summary>
    /// <exception cref="IOException">Not readable, not writable, or no P-256 key; the message says what to
    /// do.</exception>
    public static ECDsa LoadOrMake(string path) => File.Exists(path) ? Load(path) : Make(path);

    private static ECDsa Load(string path)
    {
        if (File.GetUnixFileMode(path) is var mode && (mode & ~OwnerOnly) != 0)
            throw new IOException($"The key {path} can be read by others (mode {mode}). It was not "
                + "used. If nobody has copied it: chmod 600. Otherwise move it and its journal aside.");
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
            throw new IOException($"The key {path} is no P-256 key: {e.Message} It was not changed. "
                + "Put the right file back; a new key is a new identity that others must be told of.", e);
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
        DirectorySync.Run(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return key;
    }
}
