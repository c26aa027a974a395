namespace RatingDevice.Collector.Registry;

/// <summary>Which rows a file may have, CSV or JSON: the same names in both, in JSON in camelCase.</summary>
/// <param name="Kinds">What a row may be; in JSON each has a list named by its plural.</param>
/// <param name="Fields">Columns beside "kind" and "id", in snake_case.</param>
internal sealed record RowForm(IReadOnlyList<string> Kinds, IReadOnlyList<string> Fields)
{
    /// <summary>Columns of the CSV form.</summary>
    public IReadOnlyList<string> Columns { get; } = ["kind", "id", .. Fields];

    /// <summary>A field by its name in JSON.</summary>
    public IReadOnlyDictionary<string, string> JsonFields { get; } =
        Fields.Prepend("id").ToDictionary(Camel, f => f, StringComparer.Ordinal);

    private static string Camel(string name) => string.Concat(name.Split('_')
        .Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}

/// <summary>One row of a file, CSV or JSON, before anything is believed of it.</summary>
/// <param name="Line">Line of the file it begins in, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Fields">What it says, by column.</param>
internal sealed record FileRow(int Line, string Kind, IReadOnlyDictionary<string, string> Fields)
{
    public string Id => this["id"];

    /// <summary>A field; empty where the row does not have it.</summary>
    public string this[string field] => Fields.GetValueOrDefault(field, "");
}

/// <summary>Something wrong in a file.</summary>
/// <param name="Line">Line of the file, from 1; 0 for the file as a whole.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Do">What to do about it.</param>
internal sealed record RegistryProblem(int Line, string Wrong, string Do)
{
    public override string ToString() => Line > 0 ? $"line {Line}: {Wrong}. {Do}" : $"{Wrong}. {Do}";
}

/// <summary>What reading a file gave: all that it says, or problems; never half of it.</summary>
/// <param name="Value">Null where there are problems.</param>
/// <param name="Problems">Every problem, in order of lines.</param>
internal sealed record FileReading<T>(T? Value, IReadOnlyList<RegistryProblem> Problems)
    where T : class
{
    public static FileReading<T> Bad(string wrong, string @do) =>
        new(null, [new RegistryProblem(0, wrong, @do)]);
}
