using System.Text.Json;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Rollups;

/// <summary>
/// What the figures mean: versioned data, never literals in code. A change is a new file with a later
/// <see cref="ValidFrom"/>; a released file is never edited, and <see cref="Hash"/> in every export shows it.
/// </summary>
/// <param name="Id">Name and version.</param>
/// <param name="ValidFrom">First business day it holds for.</param>
/// <param name="Window">How long a customer may answer.</param>
/// <param name="Grace">How long after a press another key replaces it.</param>
/// <param name="Levels">The scale, best first.</param>
/// <param name="Hash">Digest of the file's bytes.</param>
internal sealed record Definition(
    string Id, DateOnly ValidFrom, TimeSpan Window, TimeSpan Grace, IReadOnlyList<LevelMeaning> Levels,
    Digest Hash)
{
    /// <summary>The hash as it is printed: sha256- and 64 digits.</summary>
    public string Stamp { get; } = $"sha256-{Hash}";

    /// <summary>What is to be reached.</summary>
    public Targets Targets { get; init; } = new();

    /// <summary>Fewer than this allow no verdict and no rank.</summary>
    public int MinimumN { get; init; }

    /// <summary>How waiting is told.</summary>
    public WaitingRules Waiting { get; init; } = WaitingRules.Usual;

    /// <summary>Limits of the flags.</summary>
    public FlagRules Flags { get; init; } = FlagRules.Usual;

    /// <summary>The file's sentences by name, for the definition sheet of an export.</summary>
    public IReadOnlyDictionary<string, string> Sentences { get; init; } = new Dictionary<string, string>();

    /// <summary>Every version built in, oldest first.</summary>
    public static IReadOnlyList<Definition> All { get; } = BuiltIn();

    /// <summary>The newest version.</summary>
    public static Definition Current => All[^1];

    /// <summary>The version in force on a business day; before the first one, the first.</summary>
    public static Definition On(DateOnly day) => All.LastOrDefault(d => d.ValidFrom <= day) ?? All[0];

    /// <summary>Reads a definition file.</summary>
    /// <exception cref="JsonException">The bytes are none; the message says what is wrong.</exception>
    public static Definition Read(ReadOnlySpan<byte> utf8)
    {
        var file = JsonSerializer.Deserialize(utf8, DefinitionJson.Default.DefinitionFile)
            ?? throw new JsonException("null is not a definition");
        return new Definition(
            file.Id, file.ValidFrom, TimeSpan.FromMilliseconds(file.WindowMs),
            TimeSpan.FromMilliseconds(file.GraceMs), [.. file.Levels.Select(l => l.Parse())],
            Digest.Of(utf8))
        {
            Targets = file.Targets ?? new(),
            MinimumN = file.MinimumN,
            Waiting = file.Waiting ?? WaitingRules.Usual,
            Flags = file.Flags ?? FlagRules.Usual,
            Sentences = file.Sentences(),
        };
    }

    private static Definition[] BuiltIn()
    {
        var assembly = typeof(Definition).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.Contains(".Rollups.Definitions.", StringComparison.Ordinal))
            .Select(n => Read(Bytes(assembly.GetManifestResourceStream(n)!)))
            .OrderBy(d => d.ValidFrom).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    private static byte[] Bytes(Stream stream)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
