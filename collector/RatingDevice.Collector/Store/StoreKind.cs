using RatingDevice.Collector.Audit;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Store;

/// <summary>One kind of store, and its file in the data directory.</summary>
/// <param name="Name">For a technician.</param>
/// <param name="FileName">Tells which kind a data directory has.</param>
/// <param name="Open">Opens or makes it, as the only writer; keeps so many refused payloads.</param>
/// <param name="OpenSnapshot">Opens it for reading, as of one moment, while another process writes.</param>
internal sealed record StoreKind(
    string Name, string FileName, Func<string, int, IRatingStore> Open,
    Func<string, IRatingStore> OpenSnapshot)
{
    /// <summary>
    /// Makes an empty one to rehearse on, that leaves nothing; given where the real one lies.
    /// </summary>
    public required Func<string, IRatingStore> OpenScratch { get; init; }

    /// <summary>Opens the questions of audits that lie in it; null: they lie beside it, in files.</summary>
    public Func<string, IAuditBook>? OpenAudits { get; init; }

    /// <summary>True where the file only says where the store is, and others may use it too.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>Known also where the adapter is not compiled in.</summary>
    public const string SqliteFile = "ratings.db", LiteDbFile = "ratings.litedb",
        PostgresFile = "ratings.postgres";

    /// <summary>The questions of audits of a data directory.</summary>
    public IAuditBook Audits(CollectorFiles files) =>
        OpenAudits?.Invoke(files.Store(this)) ?? new AuditFolder(files.Audits);

    private static readonly Dictionary<string, string> Known = new()
    {
        [SqliteFile] = "SQLite", [LiteDbFile] = "LiteDB", [PostgresFile] = "PostgreSQL",
    };

    /// <summary>
    /// The kind a data directory has; null for a new one. A directory keeps its kind whatever the stack:
    /// beginning an empty store beside a full one would take back what was acknowledged.
    /// </summary>
    /// <exception cref="OptionsException">It has one that is not compiled in, or two.</exception>
    public static StoreKind? Of(string directory, IReadOnlyList<StoreKind> compiled)
    {
        var there = Known.Keys.Where(f => File.Exists(Path.Combine(directory, f))).ToArray();
        if (there.Length > 1)
        {
            throw new OptionsException($"{directory} holds {string.Join(" and ", there)}. Nothing was "
                + "started; move away the one that is not the branch's store.");
        }

        if (there.Length == 0) return null;
        return compiled.FirstOrDefault(k => k.FileName == there[0]) ?? throw new OptionsException(
            $"{directory} holds a {Known[there[0]]} store, and this program was built without that. Nothing "
            + "was started; build with -p:Stack=managed, or name a new directory.");
    }
}
