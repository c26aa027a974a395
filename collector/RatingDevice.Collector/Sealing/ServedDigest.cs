using System.Buffers;
using System.Text.Json;
using RatingDevice.Collector.Served;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Sealing;

/// <summary>
/// The digest of what a feed told of a day: each row as one line of JSON in order of ticket, moments in
/// milliseconds, what is not known left out.
/// </summary>
internal static class ServedDigest
{
    public static Digest Of(IEnumerable<ServedRow> rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var row in rows.OrderBy(r => r.Ticket))
        {
            using (var line = new Utf8JsonWriter(bytes)) Write(line, row);
            bytes.Write("\n"u8);
        }

        return Digest.Of(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter line, ServedRow row)
    {
        line.WriteStartObject();
        line.WriteString("ticket", row.Ticket.ToString());
        Text("counter", row.Counter?.ToString());
        Text("teller", row.Teller?.ToString());
        Text("type", row.Type?.ToString());
        At("issued", row.Issued);
        At("called", row.Called);
        At("finished", row.Finished);
        Text("void", row.Void);
        line.WriteEndObject();

        void Text(string name, string? text)
        {
            if (text is not null) line.WriteString(name, text);
        }

        void At(string name, DateTimeOffset? at)
        {
            if (at is { } there) line.WriteNumber(name, there.ToUnixTimeMilliseconds());
        }
    }
}
