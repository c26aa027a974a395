using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RatingDevice.Wire;

/// <summary>Bytes to messages and back. Reading says in one sentence what is wrong.</summary>
public static class WireText
{
    /// <summary>The line of an entry, without line feed.</summary>
    public static byte[] Write(Entry entry) =>
        JsonSerializer.SerializeToUtf8Bytes(entry, WireJson.Default.Entry);

    /// <summary>The header line of a batch, without line feed.</summary>
    public static byte[] Write(BatchHeader header) =>
        JsonSerializer.SerializeToUtf8Bytes(header, WireJson.Default.BatchHeader);

    /// <summary>An ack payload.</summary>
    public static byte[] Write(Ack ack) => JsonSerializer.SerializeToUtf8Bytes(ack, WireJson.Default.Ack);

    /// <summary>A status payload.</summary>
    public static byte[] Write(Status status) =>
        JsonSerializer.SerializeToUtf8Bytes(status, WireJson.Default.Status);

    /// <summary>A command payload.</summary>
    public static byte[] Write(Command command) =>
        JsonSerializer.SerializeToUtf8Bytes(command, WireJson.Default.Command);

    /// <summary>A config payload.</summary>
    public static byte[] Write(SealedKeys config) =>
        JsonSerializer.SerializeToUtf8Bytes(config, WireJson.Default.SealedKeys);

    /// <summary>What is in the box of a config payload.</summary>
    public static byte[] Write(TellerKeys keys) =>
        JsonSerializer.SerializeToUtf8Bytes(keys, WireJson.Default.TellerKeys);

    /// <summary>Reads one journal line; false with a sentence where it is not one.</summary>
    public static bool TryReadEntry(ReadOnlySpan<byte> line, out Entry entry, out string error)
    {
        if (CanonicalEntry.Read(line) is not { } read) return TryReadJson(line, out entry, out error);
        entry = read;
        error = EntryRules.Check(read) ?? "";
        if (error.Length > 0) entry = null!;
        return error.Length == 0;
    }

    /// <summary>By the JSON reader alone, which knows every kind and every way to write it.</summary>
    internal static bool TryReadJson(ReadOnlySpan<byte> line, out Entry entry, out string error) =>
        TryRead(line, WireJson.Default.Entry, EntryRules.Check, out entry, out error);

    /// <summary>Reads a header line; false with a sentence where it is not one.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> line, out BatchHeader header, out string error) =>
        TryRead(line, WireJson.Default.BatchHeader, EntryRules.Check, out header, out error);

    /// <summary>Reads an ack; false with a sentence where it is not one.</summary>
    public static bool TryReadAck(ReadOnlySpan<byte> payload, out Ack ack, out string error) =>
        TryRead(payload, WireJson.Default.Ack, a => a.N >= 0 ? null : "n is negative", out ack, out error);

    /// <summary>Reads a status; false with a sentence where it is not one.</summary>
    public static bool TryReadStatus(ReadOnlySpan<byte> payload, out Status status, out string error) =>
        TryRead(payload, WireJson.Default.Status, s => s.Session >= 0 ? null : "session is negative",
            out status, out error);

    /// <summary>Reads a command; false with a sentence where it is not one.</summary>
    public static bool TryReadCommand(ReadOnlySpan<byte> payload, out Command command, out string error) =>
        TryRead(payload, WireJson.Default.Command, EntryRules.Check, out command, out error);

    /// <summary>Reads a config; false with a sentence where it is not one.</summary>
    public static bool TryReadConfig(ReadOnlySpan<byte> payload, out SealedKeys config, out string error) =>
        TryRead(payload, WireJson.Default.SealedKeys, EntryRules.Check, out config, out error);

    /// <summary>Reads what was in a box; false with a sentence where it is not that.</summary>
    public static bool TryReadKeys(ReadOnlySpan<byte> utf8, out TellerKeys keys, out string error) =>
        TryRead(utf8, WireJson.Default.TellerKeys, EntryRules.Check, out keys, out error);

    private static bool TryRead<T>(
        ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type, Func<T, string?> check, out T value, out string error)
        where T : class
    {
        value = null!;
        try
        {
            var read = JsonSerializer.Deserialize(utf8, type);
            error = read is null ? "null is not an object" : check(read) ?? "";
            if (error.Length > 0) return false;
            value = read!;
            return true;
        }
        catch (JsonException e)
        {
            error = Short(e.Message);
            return false;
        }
    }

    private static string Short(string message) => message.Length <= 200 ? message : message[..200];
}
