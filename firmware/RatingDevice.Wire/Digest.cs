using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RatingDevice.Wire;

/// <summary>A SHA-256 value; on the wire 43 characters of base64url without padding.</summary>
[JsonConverter(typeof(DigestJsonConverter))]
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Digest(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    /// <summary>Length of the text form in characters.</summary>
    public const int TextLength = 43;

    /// <summary>The 32 zero bytes that stand before the first entry of a journal.</summary>
    public static Digest Zero => default;

    /// <summary>The digest of some bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(bytes, hash);
        return MemoryMarshal.Read<Digest>(hash);
    }

    /// <summary>Reads the 32 raw bytes.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? MemoryMarshal.Read<Digest>(bytes)
        : throw new ArgumentException($"a digest has {Size} bytes, not {bytes.Length}", nameof(bytes));

    /// <summary>Reads the text form in UTF-8; false where it is not one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Digest digest)
    {
        Span<byte> raw = stackalloc byte[Size + 1];
        digest = default;
        if (utf8.Length != TextLength) return false;
        if (Base64Url.DecodeFromUtf8(utf8, raw, out _, out var written) != OperationStatus.Done)
            return false;
        if (written != Size) return false;
        digest = MemoryMarshal.Read<Digest>(raw);
        return true;
    }

    /// <summary>The 32 raw bytes.</summary>
    public byte[] ToBytes() => MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(in this)).ToArray();

    /// <summary>The text form.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(MemoryMarshal.AsBytes(new ReadOnlySpan<Digest>(in this)));
}

internal sealed class DigestJsonConverter : JsonConverter<Digest>
{
    public override Digest Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped
        && Digest.TryParse(reader.ValueSpan, out var digest)
            ? digest
            : throw new JsonException("not a base64url SHA-256 value of 43 characters");

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
