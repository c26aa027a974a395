using System.Text.Json;

namespace RatingDevice.Collector.Rollups;

/// <summary>Every definition a collector knows: those built in, and those of the bank.</summary>
internal sealed class DefinitionBook
{
    /// <exception cref="ArgumentException">Two have one id, or there is none.</exception>
    public DefinitionBook(IEnumerable<Definition> definitions)
    {
        All = [.. definitions.OrderBy(d => d.ValidFrom).ThenBy(d => d.Id, StringComparer.Ordinal)];
        if (All.Count == 0) throw new ArgumentException("there is no definition", nameof(definitions));
        if (All.GroupBy(d => d.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"two definitions are called '{twice.Key}'", nameof(definitions));
    }

    /// <summary>The definitions that come with the program.</summary>
    public static DefinitionBook BuiltIn { get; } = new(Definition.All);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Definition> All { get; }

    /// <summary>The one in force on a business day; before the first one, the first.</summary>
    public Definition On(DateOnly day) => All.LastOrDefault(d => d.ValidFrom <= day) ?? All[0];

    /// <summary>True where there is one of this id.</summary>
    public bool Has(string id) => All.Any(d => d.Id == id);

    /// <summary>The one of an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Definition Find(string id) => All.FirstOrDefault(d => d.Id == id)
        ?? throw new KeyNotFoundException($"there is no definition '{id}'");

    /// <summary>Those built in and the *.json files of a folder; a bank writes its own there.</summary>
    /// <exception cref="InvalidDataException">A file is none, or its id is taken; says which.</exception>
    public static DefinitionBook WithFolder(string folder)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json").Order()] : [];
        var read = new List<Definition>(Definition.All);
        foreach (var file in files)
        {
            try
            {
                read.Add(Definition.Read(File.ReadAllBytes(file)));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{file} is not a definition: {e.Message}", e);
            }
        }

        try
        {
            return new(read);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{folder}: {e.Message}; give each its own id", e);
        }
    }
}
