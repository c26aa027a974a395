using CsvHelper;

namespace RatingDevice.Collector.Served.Csv;

/// <summary>
/// Reads a queue machine's or core system's CSV. Columns are found by name, Chinese or English; one that is
/// not known stops the file before a row is read, as it might be about a customer. It can be named to be left
/// out, and is then never looked at.
/// </summary>
internal static class ServedCsv
{
    /// <summary>The rows in order with their lines, read as far as they are asked for.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="ignore">Columns to leave out.</param>
    /// <exception cref="InvalidDataException">The header or the file as a whole cannot be used.</exception>
    public static IEnumerable<ToldRow> Read(byte[] utf8, IReadOnlyCollection<string> ignore)
    {
        var bad = new Queue<ToldRow>();
        using var reader = CsvReader.Create(utf8, CsvReaderOptions.Default with
        {
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => bad.Enqueue(new(record.LineNumber, null,
                "a quotation mark stands where none may, or is never closed")),
        });
        var fields = Header(reader, [.. ignore.Select(ServedColumns.Plain)]);
        while (Next(reader))
        {
            while (bad.TryDequeue(out var malformed)) yield return malformed;
            if (Row(reader, fields) is { } row) yield return row;
        }

        while (bad.TryDequeue(out var malformed)) yield return malformed;
    }

    private static bool Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException($"line {e.LineNumber} is not CSV: {e.Message}", e);
        }
    }

    /// <summary>The field of each column; null for one that is left out.</summary>
    private static string?[] Header(CsvReader reader, HashSet<string> ignore)
    {
        IReadOnlyList<string> names;
        try
        {
            names = reader.Headers;
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException($"the header is not CSV: {e.Message}", e);
        }

        var fields = names.Select(n => ignore.Contains(ServedColumns.Plain(n)) || n.Trim().Length == 0
            ? null : ServedColumns.Field(n) ?? "").ToArray();
        var unknown = names.Where((_, i) => fields[i] is "").ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidDataException(
                $"the column '{string.Join("', '", unknown)}' is not known. Nothing was read: it might be "
                + $"about a customer. Known are {ServedColumns.Names}. Name others with --ignore to leave "
                + "them out");
        }

        if (fields.Where(f => f is not null).GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException($"there are two columns for {twice.Key}; keep one");
        return fields.Contains("ticket") ? fields
            : throw new InvalidDataException("there is no column for the ticket (ticket, 票号, 排队号)");
    }

    private static ToldRow? Row(CsvReader reader, string?[] fields)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(fields.Length, reader.FieldCount); i++)
            if (fields[i] is { } field && reader.GetString(i) is { Length: > 0 } text) told[field] = text;
        if (told.Count == 0) return null; // a row emptied in a spreadsheet
        if (reader.FieldCount > fields.Length)
            return new(reader.LineNumber, null, $"{reader.FieldCount} fields under {fields.Length} columns");
        string? Of(string field) => told.GetValueOrDefault(field);
        return new(reader.LineNumber, new(
            Of("ticket"), Of("outlet"), Of("counter"), Of("teller"), Of("type"), Of("issued"), Of("called"),
            Of("finished"), Of("void")));
    }
}
