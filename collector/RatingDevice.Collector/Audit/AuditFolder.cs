using System.Text.Json;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Audit;

/// <summary>A folder for each question, in the data directory. Files are put there whole.</summary>
internal sealed class AuditFolder(string root) : IAuditBook
{
    private const string AskName = "ask.json", AnswerName = "answer.ndjson", ResultName = "result.json",
        PassedName = "passed";

    public IReadOnlyList<AuditAsk> All() => !Directory.Exists(root) ? [] :
        [.. Directory.EnumerateDirectories(root).Select(Ask).OfType<AuditAsk>()
            .OrderBy(a => a.At).ThenBy(a => a.Id)];

    public IReadOnlyList<AuditAsk> Open() => [.. All().Where(a => !Has(a.Id, AnswerName))];

    public IReadOnlyList<AuditAsk> ToPass(UnitId own) =>
        [.. All().Where(a => a.By != own && Has(a.Id, AnswerName) && !Has(a.Id, PassedName))];

    public IReadOnlyList<AuditAsk> ToCheck(UnitId own) =>
        [.. All().Where(a => a.By == own && Has(a.Id, AnswerName) && !Has(a.Id, ResultName))];

    public AuditAsk? Find(AuditId id) => Ask(Path.Combine(root, id.ToString()));

    public void Put(AuditAsk ask)
    {
        if (Has(ask.Id, AskName)) return;
        var open = !Directory.Exists(root) ? 0 : Directory.EnumerateDirectories(root)
            .Count(d => !File.Exists(Path.Combine(d, AnswerName))); // read none of them: a sample asks many
        if (open >= IAuditBook.MostOpen) throw TooMany();
        Write(ask.Id, AskName, AuditText.Write([ask]));
    }

    public void Answered(AuditId id, ReadOnlySpan<byte> answer)
    {
        if (Has(id, AskName) && !Has(id, AnswerName)) Write(id, AnswerName, answer);
    }

    public byte[] Answer(AuditId id) => File.ReadAllBytes(PathOf(id, AnswerName));

    public void Passed(AuditId id) => Write(id, PassedName, []);

    public void Found(AuditResult result) => Write(result.Id, ResultName, AuditText.Write(result));

    public AuditResult? Result(AuditId id) => !Has(id, ResultName) ? null
        : AuditText.ReadResult(File.ReadAllBytes(PathOf(id, ResultName)));

    public int Forget(DateTimeOffset before)
    {
        var done = All().Where(a => a.At < before)
            .Where(a => Has(a.Id, PassedName) || Result(a.Id) is { Holds: true }).ToList();
        foreach (var ask in done) Directory.Delete(Path.Combine(root, ask.Id.ToString()), recursive: true);
        return done.Count;
    }

    public void Dispose()
    {
        // files are closed after each call
    }

    /// <summary>The refusal of one more question.</summary>
    internal static IOException TooMany() =>
        new($"{IAuditBook.MostOpen} questions are open already; nothing was asked.");

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
