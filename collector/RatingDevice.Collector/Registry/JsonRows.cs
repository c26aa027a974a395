using System.Text;
using System.Text.Json;

namespace RatingDevice.Collector.Registry;

/// <summary>Reads the JSON form of a file token by token, so that each row knows its line.</summary>
internal static class JsonRows
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static void Read(
        RowForm form, byte[] utf8, List<FileRow> rows, List<RegistryProblem> problems)
    {
        var reader = new Utf8JsonReader(utf8, Lenient);
        try
        {
            new Walk(form, utf8, rows, problems).File(ref reader);
        }
        catch (JsonException e)
        {
            problems.Add(new((int)(e.LineNumber ?? -1) + 1, $"it is not JSON: {FirstSentence(e.Message)}",
                "Mend the punctuation there"));
        }
    }

    private static string FirstSentence(string message) => message.Split(". ", 2)[0].TrimEnd('.');

    private sealed class Walk(
        RowForm form, byte[] utf8, List<FileRow> rows, List<RegistryProblem> problems)
    {
        private int _counted;
        private int _line = 1;

        public void File(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Wrong(ref reader, "the file is not an object",
                    $"Begin it with {{ \"{form.Kinds[0]}s\": […], … }}");
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var list = reader.GetString()!;
                var kind = form.Kinds.FirstOrDefault(k => list == k + "s");
                if (kind is null)
                    Wrong(ref reader, $"no list '{list}'",
                        $"There are {string.Join(", ", form.Kinds.Select(k => k + "s"))}");
                reader.Read();
                if (kind is null) reader.Skip();
                else List(ref reader, kind);
            }

            while (reader.Read()) { } // nothing may follow; the reader throws where something does
        }

        private void List(ref Utf8JsonReader reader, string kind)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                Wrong(ref reader, $"{kind}s is not a list", "Write [ … ]");
                reader.Skip();
                return;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    Row(ref reader, kind);
                    continue;
                }

                Wrong(ref reader, $"an item of {kind}s is not an object", "Write { \"id\": … }");
                reader.Skip();
            }
        }

        private void Row(ref Utf8JsonReader reader, string kind)
        {
            var line = Line(reader.TokenStartIndex);
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            var seen = new HashSet<string>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = reader.GetString()!;
                if (!seen.Add(field)) Wrong(ref reader, $"'{field}' is there twice", "Keep one");
                reader.Read();
                var value = reader.TokenType switch
                {
                    JsonTokenType.String => reader.GetString()!.Trim(),
                    JsonTokenType.Number when field == "cutOverHour" =>
                        Encoding.UTF8.GetString(reader.ValueSpan),
                    JsonTokenType.Null => "",
                    _ => null,
                };
                if (value is null) Wrong(ref reader, $"'{field}' is not a text", "Put it in quotation marks");
                if (form.JsonFields.TryGetValue(field, out var name)) fields[name] = value ?? "";
                else
                    Wrong(ref reader, $"a {kind} has no '{field}'",
                        $"Fields are {string.Join(", ", form.JsonFields.Keys)}");
                reader.Skip();
            }

            rows.Add(new(line, kind, fields));
        }

        private void Wrong(ref Utf8JsonReader reader, string wrong, string @do) =>
            problems.Add(new(Line(reader.TokenStartIndex), wrong, @do));

        /// <summary>Tokens come in order, so each byte is counted once.</summary>
        private int Line(long index)
        {
            _line += utf8.AsSpan(_counted, (int)index - _counted).Count((byte)'\n');
            _counted = (int)index;
            return _line;
        }
    }
}
