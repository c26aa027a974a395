using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Statements;

/// <summary>Statements to bytes and back: one line of compact JSON each, ended by a line feed.</summary>
internal static class StatementText
{
    /// <summary>Of the contract.</summary>
    public const int Version = 1;

    /// <summary>Longest statement, in bytes; an outlet of a thousand tellers has a quarter of it.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly StatementJson Json = new(new JsonSerializerOptions(StatementJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names of people as they are
    });

    /// <summary>The bytes that are hashed, signed, kept and sent.</summary>
    public static byte[] Write(Statement statement)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        foreach (var line in statement.Lines())
        {
            using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = Json.Options.Encoder }))
                JsonSerializer.Serialize(writer, line, Json.StatementLine);
            bytes.Write("\n"u8);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads a statement; null with one sentence of what is wrong.</summary>
    public static Statement? Read(ReadOnlyMemory<byte> bytes, out string wrong)
    {
        var (lines, rest) = (new List<StatementLine>(), bytes);
        wrong = "";
        try
        {
            for (; Batch.TryTakeLine(ref rest, out var line); )
            {
                lines.Add(JsonSerializer.Deserialize(line.Span, Json.StatementLine)
                    ?? throw new JsonException("null is not a line"));
            }
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            wrong = $"line {lines.Count + 1}: {Short(e.Message)}";
            return null;
        }

        if (!rest.IsEmpty) wrong = "the last line has no end";
        else if (lines is not [StatementHead head, ..]) wrong = "the first line is no head";
        else wrong = StatementRules.Check(head, lines);
        return wrong.Length == 0 ? Statement.Of(lines) : null;
    }

    /// <summary>The line of an envelope or receipt, without line feed.</summary>
    public static byte[] Write(StatementEnvelope envelope) =>
        JsonSerializer.SerializeToUtf8Bytes(envelope, Json.StatementEnvelope);

    public static byte[] Write(Receipt receipt) =>
        JsonSerializer.SerializeToUtf8Bytes(receipt, Json.Receipt);

    public static byte[] Write(RefusedStatement refused) =>
        JsonSerializer.SerializeToUtf8Bytes(refused, Json.RefusedStatement);

    /// <summary>Null with one sentence where it is none.</summary>
    public static StatementEnvelope? ReadEnvelope(ReadOnlySpan<byte> line, out string wrong) =>
        Read(line, Json.StatementEnvelope,
            e => e is { Outlet.IsValid: true, Key: not null, Alg: not null, Sig: not null }, out wrong);

    public static Receipt? ReadReceipt(ReadOnlySpan<byte> line, out string wrong) =>
        Read(line, Json.Receipt,
            r => r is { Outlet.IsValid: true, By.IsValid: true, Key: not null, Alg: not null, Sig: not null },
            out wrong);

    public static RefusedStatement? ReadRefused(ReadOnlySpan<byte> line, out string wrong) =>
        Read(line, Json.RefusedStatement, r => r.Detail is not null, out wrong);

    private static T? Read<T>(
        ReadOnlySpan<byte> line, JsonTypeInfo<T> type, Predicate<T> whole, out string wrong)
        where T : class
    {
        try
        {
            var read = JsonSerializer.Deserialize(line, type);
            wrong = read is null ? "null is not an object" : whole(read) ? "" : "a field is missing";
            return wrong.Length == 0 ? read : null;
        }
        catch (JsonException e)
        {
            wrong = Short(e.Message);
            return null;
        }
    }

    private static string Short(string message) => message.Length <= 200 ? message : message[..200];
}
