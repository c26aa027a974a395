using CsvHelper;

namespace RatingDevice.Collector.Registry.Csv;

/// <summary>
/// Reads the CSV form of the registry. Columns are found by name, in any order; the separator (comma,
/// semicolon
/// or tab) is found out.
/// </summary>
internal static class CsvRegistryRows
{
    private static readonly string[] Columns =
        ["kind", "id", "outlet", "counter", "name", "zone", "cut_over_hour", "key"];

    public static void Read(byte[] utf8, List<RegistryRow> rows, List<RegistryProblem> problems)
    {
        using var reader = CsvReader.Create(utf8, CsvReaderOptions.Default with
        {
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            NormalizeHeaderName = name => name.Trim().ToLowerInvariant(),
            OnMalformedRecord = bad => problems.Add(new((int)bad.LineNumber,
                "a quotation mark stands where none may, or is never closed",
                "Put the whole field in quotation marks and double those inside")),
        });
        try
        {
            if (!IsHeader(reader.Headers, problems)) return;
            while (reader.Read())
                if (Row(reader, problems) is { } row) rows.Add(row);
        }
        catch (CsvFormatException e)
        {
            problems.Add(new((int)e.LineNumber, $"not CSV: {e.Message.TrimEnd('.')}", "Mend that line"));
        }
    }

    private static bool IsHeader(IReadOnlyList<string> names, List<RegistryProblem> problems)
    {
        var before = problems.Count;
        var @do = $"The columns are {string.Join(',', Columns)}";
        names = [.. names.Select(n => n.Trim().ToLowerInvariant()).Where(n => n.Length > 0)];
        if (names.Count == 0) problems.Add(new(0, "the file is empty", @do));
        foreach (var name in names.Except(Columns))
            problems.Add(new(1, $"there is no column '{name}'", @do));
        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
            problems.Add(new(1, $"the column '{twice.Key}' is there twice", "Keep one"));
        foreach (var name in names.Count == 0 ? [] : Columns[..2].Except(names))
            problems.Add(new(1, $"the column '{name}' is missing", @do));
        return problems.Count == before;
    }

    private static RegistryRow? Row(CsvReader reader, List<RegistryProblem> problems)
    {
        var line = (int)reader.LineNumber;
        var fields = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
        if (fields.All(f => f.Length == 0)) return null; // a row emptied in a spreadsheet
        if (fields.Skip(reader.Headers.Count).Any(f => f.Length > 0))
        {
            problems.Add(new(line, $"the row has {fields.Length} fields, the header {reader.Headers.Count}",
                "Put a field with a comma in quotation marks"));
            return null;
        }

        return new RegistryRow(line, Field("kind").ToLowerInvariant(), Field("id"))
        {
            Outlet = Field("outlet"),
            Counter = Field("counter"),
            Name = Field("name"),
            Zone = Field("zone"),
            CutOverHour = Field("cut_over_hour"),
            Key = Field("key"),
        };

        string Field(string column)
        {
            var at = reader.Headers.Select(h => h.Trim().ToLowerInvariant()).ToList().IndexOf(column);
            return at >= 0 && at < fields.Length ? fields[at] : "";
        }
    }
}
