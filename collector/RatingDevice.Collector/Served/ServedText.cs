using System.Buffers;
using System.Text.Json;

namespace RatingDevice.Collector.Served;

/// <summary>
/// The rows of an outlet's day as bytes that are the same wherever they are written: a line of JSON each, in
/// order of ticket. A statement holds their digest, the answer to an audit the lines (STATEMENT.md).
/// </summary>
internal static class ServedText
{
    /// <summary>The lines, each ended by a line feed.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<ServedRow> rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var row in rows.OrderBy(r => r.Ticket))
        {
            using (var line = new Utf8JsonWriter(bytes))
                JsonSerializer.Serialize(line, ServedTextRow.Of(row), ServedTextJson.Default.ServedTextRow);
            bytes.Write("\n"u8);
        }

        return bytes.WrittenMemory;
    }

    /// <summary>A line again.</summary>
    /// <param name="line">Without its line feed.</param>
    /// <param name="outlet">Whose row it is.</param>
    /// <param name="day">Business day it counts in.</param>
    /// <exception cref="FormatException">It is no row.</exception>
    public static ServedRow Read(ReadOnlySpan<byte> line, OutletId outlet, DateOnly day)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ServedTextJson.Default.ServedTextRow)?.Row(outlet, day)
                ?? throw new FormatException("null is not a row");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
