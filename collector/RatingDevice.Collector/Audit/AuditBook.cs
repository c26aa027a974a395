using System.Text.Json;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Questions and their answers, a folder each: the question, the answer verbatim, and for own questions what
/// was found. What is there is what was done, so any stop is survived, and commands beside a running program
/// see the same. Files are put there whole. Any thread, any process.
/// </summary>
internal sealed class AuditBook(string root)
{
    /// <summary>Questions open at once; another is refused.</summary>
    public const int MostOpen = 1000;

    private const string AskName = "ask.json", AnswerName = "answer.ndjson", ResultName = "result.json",
        PassedName = "passed";

    /// <summary>Every question, the oldest first.</summary>
    public IReadOnlyList<AuditAsk> All() => !Directory.Exists(root) ? [] :
        [.. Directory.EnumerateDirectories(root).Select(Ask).OfType<AuditAsk>()
            .OrderBy(a => a.At).ThenBy(a => a.Id)];

    /// <summary>Questions without an answer.</summary>
    public IReadOnlyList<AuditAsk> Open() => [.. All().Where(a => !Has(a.Id, AnswerName))];

    /// <summary>Answered questions of others whose answer has not gone up.</summary>
    public IReadOnlyList<AuditAsk> ToPass(UnitId own) =>
        [.. All().Where(a => a.By != own && Has(a.Id, AnswerName) && !Has(a.Id, PassedName))];

    /// <summary>Answered questions of our own that were not looked at.</summary>
    public IReadOnlyList<AuditAsk> ToCheck(UnitId own) =>
        [.. All().Where(a => a.By == own && Has(a.Id, AnswerName) && !Has(a.Id, ResultName))];

    /// <summary>Keeps a question; the same again changes nothing.</summary>
    /// <exception cref="IOException">It cannot be kept, or too many are open.</exception>
    public void Put(AuditAsk ask)
    {
        if (Has(ask.Id, AskName)) return;
        if (Open().Count >= MostOpen)
            throw new IOException($"{MostOpen} questions are open already; nothing was asked.");
        Write(ask.Id, AskName, AuditText.Write([ask]));
    }

    /// <summary>Keeps an answer, durably; another takes the place of one before.</summary>
    public void Answered(AuditId id, ReadOnlySpan<byte> answer) => Write(id, AnswerName, answer);

    public byte[] Answer(AuditId id) => File.ReadAllBytes(PathOf(id, AnswerName));

    public void Passed(AuditId id) => Write(id, PassedName, []);

    public void Found(AuditResult result) => Write(result.Id, ResultName,
        JsonSerializer.SerializeToUtf8Bytes(result, AuditJson.Default.AuditResult));

    /// <summary>What was found; null while nothing was.</summary>
    public AuditResult? Result(AuditId id) => !Has(id, ResultName) ? null
        : JsonSerializer.Deserialize(
            File.ReadAllBytes(PathOf(id, ResultName)), AuditJson.Default.AuditResult);

    /// <summary>A question by its id; null for none.</summary>
    public AuditAsk? Find(AuditId id) => Ask(Path.Combine(root, id.ToString()));

    private static AuditAsk? Ask(string folder)
    {
        var path = Path.Combine(folder, AskName);
        return File.Exists(path) ? AuditText.ReadAsks(File.ReadAllBytes(path)).SingleOrDefault() : null;
    }

    private void Write(AuditId id, string name, ReadOnlySpan<byte> bytes) =>
        DropFiles.Put(Path.Combine(root, id.ToString()), name, bytes);

    private bool Has(AuditId id, string name) => File.Exists(PathOf(id, name));

    private string PathOf(AuditId id, string name) => Path.Combine(root, id.ToString(), name);
}
