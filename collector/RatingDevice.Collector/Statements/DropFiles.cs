using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>A file of a drop.</summary>
/// <param name="Name">Within the drop's folder.</param>
/// <param name="Sha256">Hexadecimal.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record DropFile(string Name, string Sha256, long Bytes);

/// <summary>What a drop holds; a drop without it, or that differs from it, is not whole.</summary>
internal sealed record DropManifest(
    int V, string Outlet, long N, Digest Hash, IReadOnlyList<DropFile> Files);

/// <summary>
/// A statement as files, for banks that move files: a folder of its name with the bytes, a table for people
/// and a manifest. It is written under another name and renamed once all of it is on the disk.
/// </summary>
internal static class DropFiles
{
    public const string StatementName = "statement.ndjson", TableName = "tellers.csv",
        ManifestName = "manifest.json";

    /// <summary>Longest manifest, receipt, refusal or question, in bytes.</summary>
    public const int MostSmall = 64 * 1024;

    /// <summary>Before the name of a drop, receipt or question that is still being written.</summary>
    public const string Part = ".part-";

    /// <summary>Ids have no full stop, so the name says both.</summary>
    public static string Name(OutletId outlet, long n) =>
        string.Create(CultureInfo.InvariantCulture, $"{outlet}.{n}");

    /// <summary>Writes a drop; one that is there already stays as it is.</summary>
    /// <exception cref="IOException">It is not there; parts that were left behind go at the next
    /// try.</exception>
    public static void Write(string folder, SignedStatement statement, byte[] table)
    {
        var name = Name(statement.Head.Outlet, statement.Head.N);
        var (whole, part) = (Path.Combine(folder, name), Path.Combine(folder, Part + name));
        if (Directory.Exists(whole)) return;
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        Directory.CreateDirectory(part);
        var files = new List<DropFile>
        {
            Write(part, StatementName, statement.ToBytes()), Write(part, TableName, table),
        };
        var manifest = new DropManifest(StatementText.Version, statement.Head.Outlet.ToString(),
            statement.Head.N, statement.Hash, files);
        Write(part, ManifestName,
            JsonSerializer.SerializeToUtf8Bytes(manifest, DropJson.Default.DropManifest));
        DirectorySync.Run(part);
        Directory.Move(part, whole);
        DirectorySync.Run(folder);
    }

    /// <summary>Puts one file in a folder, whole or not at all.</summary>
    public static void Put(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, Part + name);
        Write(folder, Part + name, bytes);
        File.Move(part, Path.Combine(folder, name), overwrite: true);
        DirectorySync.Run(folder);
    }

    /// <summary>Reads a file that others put there.</summary>
    /// <exception cref="IOException">It cannot be read, or is too large.</exception>
    public static byte[] ReadFile(string path, int most)
    {
        using var file = File.OpenRead(path);
        if (file.Length > most) throw new IOException($"{path} is larger than {most} bytes");
        var bytes = new byte[file.Length];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>The bytes of a drop's statement; null with a sentence where it is not whole (yet).</summary>
    public static byte[]? Read(string drop, out string wrong)
    {
        wrong = "";
        try
        {
            var manifest = JsonSerializer.Deserialize(
                ReadFile(Path.Combine(drop, ManifestName), MostSmall), DropJson.Default.DropManifest);
            if (manifest?.Files.FirstOrDefault(f => f?.Name == StatementName) is not { } told)
                wrong = $"its manifest names no {StatementName}";
            else
            {
                var bytes = ReadFile(Path.Combine(drop, StatementName), StatementText.MostBytes);
                if (Sha256(bytes) == told.Sha256) return bytes;
                wrong = $"{StatementName} is not what its manifest says";
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            wrong = e.Message;
        }

        return null;
    }

    private static DropFile Write(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
        return new(name, Sha256(bytes), bytes.Length);
    }

    private static string Sha256(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DropManifest))]
internal sealed partial class DropJson : JsonSerializerContext;
