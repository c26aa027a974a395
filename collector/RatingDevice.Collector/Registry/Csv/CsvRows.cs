using CsvHelper;

namespace RatingDevice.Collector.Registry.Csv;

/// <summary>
/// Reads the CSV form of a file. Columns are found by name, in any order; the separator (comma, semicolon or
/// tab) is found out.
/// </summary>
internal static class CsvRows
{
    public static void Read(
        RowForm form, byte[] utf8, List<FileRow> rows, List<RegistryProblem> problems)
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
            string[] names = [.. reader.Headers.Select(h => h.Trim().ToLowerInvariant())];
            if (!IsHeader(form, names, problems)) return;
            while (reader.Read())
                if (Row(names, reader, problems) is { } row) rows.Add(row);
        }
        catch (CsvFormatException e)
        {
            problems.Add(new((int)e.LineNumber, $"not CSV: {e.Message.TrimEnd('.')}", "Mend that line"));
        }
    }

    private static bool IsHeader(
        RowForm form, IReadOnlyList<string> names, List<RegistryProblem> problems)
    {
        var before = problems.Count;
        var @do = $"The columns are {string.Join(',', form.Columns)}";
        names = [.. names.Where(n => n.Length > 0)];
        if (names.Count == 0) problems.Add(new(0, "the file is empty", @do));
        foreach (var name in names.Except(form.Columns))
            problems.Add(new(1, $"there is no column '{name}'", @do));
        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
            problems.Add(new(1, $"the column '{twice.Key}' is there twice", "Keep one"));
        foreach (var name in names.Count == 0 ? [] : form.Columns.Take(2).Except(names))
            problems.Add(new(1, $"the column '{name}' is missing", @do));
        return problems.Count == before;
    }

    private static FileRow? Row(string[] names, CsvReader reader, List<RegistryProblem> problems)
    {
        var line = (int)reader.LineNumber;
        var values = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
        if (values.All(f => f.Length == 0)) return null; // a row emptied in a spreadsheet
        if (values.Skip(names.Length).Any(f => f.Length > 0))
        {
            problems.Add(new(line, $"the row has {values.Length} fields, the header {names.Length}",
                "Put a field with a comma in quotation marks"));
            return null;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length && i < values.Length; i++)
            if (names[i].Length > 0) fields[names[i]] = values[i];
        return new(line, fields.GetValueOrDefault("kind", "").ToLowerInvariant(), fields);
    }
}
