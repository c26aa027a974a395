using System.Text;

namespace RatingDevice.Demo.Account;

/// <summary>
/// Reads RFC 4180 text with a header. Written here on purpose: who audits an export does not read it with the
/// library that wrote it.
/// </summary>
internal static class CsvRows
{
    /// <summary>The rows, each by column name.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string text)
    {
        var records = Records(text.TrimStart('\uFEFF')).ToList();
        foreach (var record in records.Skip(1))
        {
            if (record.Count != records[0].Count)
                throw new FormatException($"{record.Count} fields under a header of {records[0].Count}");
            yield return records[0].Zip(record).ToDictionary(p => p.First, p => p.Second);
        }
    }

    private static IEnumerable<List<string>> Records(string text)
    {
        var record = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r')) field.Append(c);
            else if (c == ',') End();
            else if (c == '\n')
            {
                End();
                yield return record;
                record = [];
            }
        }

        if (record.Count == 0 && field.Length == 0) yield break;
        End();
        yield return record;

        void End()
        {
            record.Add(field.ToString());
            field.Clear();
        }
    }
}
