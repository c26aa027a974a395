using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>
/// Takes statements from folders that the bank moves here: inbox/unit/drop. The folder's name says who sends,
/// as the bank's file transfer says who may write there. A receipt or refusal goes to outbox/unit; a drop
/// that is taken goes away, as the store has it. One that is not whole, or whose predecessor has not come,
/// waits: files are not moved in order.
/// </summary>
/// <param name="options">Where.</param>
/// <param name="loop">Takes them.</param>
/// <param name="audits">Questions go along.</param>
/// <param name="scope">Which.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of what waits too long.</param>
internal sealed partial class DropIntake(
    ReceivingOptions options, ReceivingLoop loop, IAuditBook audits, AuditScope scope, TimeProvider time,
    ILogger<DropIntake> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10), Patience = TimeSpan.FromHours(1),
        Again = TimeSpan.FromDays(1);

    private readonly Dictionary<(UnitId, AuditId), DateTimeOffset> _told = [];

    /// <summary>Since when drops wait.</summary>
    private readonly Dictionary<string, DateTimeOffset> _waiting = [];

    /// <summary>Those refused, and by which tree: they are judged again each hour, and by another tree at
    /// once.</summary>
    private readonly Dictionary<string, (DateTimeOffset At, BankTree By)> _refused = [];

    /// <summary>What failed at the last look.</summary>
    private readonly HashSet<string> _failing = [];

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await LookAsync(stop);
            await Task.Delay(Look, time, stop);
        }
    }

    /// <summary>Takes what is there now. What fails of one unit or drop holds up no other.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        Forget();
        await TryAsync(options.Inbox, async () =>
        {
            Directory.CreateDirectory(options.Inbox);
            foreach (var home in Directory.EnumerateDirectories(options.Inbox).Order(StringComparer.Ordinal))
            {
                if (!UnitId.TryParse(Path.GetFileName(home), out var unit)) continue;
                await TryAsync(Path.Combine(home, DropFolders.Answers), () => AnswersAsync(home, unit));
                await TryAsync(Outbox(unit), () => AskAsync(unit));
                await TryAsync(home, async () =>
                {
                    foreach (var drop in Drops(home))
                    {
                        stop.ThrowIfCancellationRequested();
                        await TryAsync(drop, () => TakeAsync(drop, unit));
                    }
                });
            }
        });
    }

    /// <summary>Whatever files can cause is told once, and tried again at the next look.</summary>
    private async Task TryAsync(string path, Func<Task> work)
    {
        try
        {
            await work();
            _failing.Remove(path);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (_failing.Add(path)) LogFailed(path, e);
        }
    }

    private void Forget()
    {
        foreach (var gone in _waiting.Keys.Concat(_refused.Keys).Concat(_failing)
            .Where(p => !Path.Exists(p)).ToList())
        {
            _waiting.Remove(gone);
            _refused.Remove(gone);
            _failing.Remove(gone);
        }

        var now = time.GetUtcNow();
        foreach (var old in _told.Where(t => now - t.Value >= Again).ToList()) _told.Remove(old.Key);
    }

    private async Task TakeAsync(string drop, UnitId unit)
    {
        if (DropFiles.Read(drop, out var wrong) is not { } bytes)
        {
            if (Waited(drop))
                Say(drop, unit, new(StatementRefusal.Malformed, $"The drop is not whole: {wrong}."));
            return;
        }

        var (now, tree) = (time.GetUtcNow(), loop.Tree);
        if (_refused.TryGetValue(drop, out var no) && now - no.At < Patience && no.By == tree) return;
        switch (await loop.TakeAsync(bytes, unit))
        {
            case Taken taken:
                DropFiles.Put(
                    Outbox(unit), Path.GetFileName(drop) + ".json", StatementText.Write(taken.Receipt));
                _refused[drop] = (now, tree); // one that cannot be taken away is not taken again each look
                Directory.Delete(drop, recursive: true);
                break;
            case Refused { Reason: StatementRefusal.Gap } gap:
                if (Waited(drop)) Say(drop, unit, gap);
                break;
            case Refused refused:
                _refused[drop] = (now, tree);
                Say(drop, unit, refused);
                break;
            default:
                break; // tried again at the next look
        }
    }

    /// <summary>True an hour after it was first asked, and each hour after.</summary>
    private bool Waited(string drop)
    {
        var now = time.GetUtcNow();
        if (_waiting.TryAdd(drop, now) || now - _waiting[drop] < Patience) return false;
        _waiting[drop] = now;
        return true;
    }

    private void Say(string drop, UnitId unit, Refused refused)
    {
        LogWaits(drop, refused.Reason, refused.Detail);
        DropFiles.Put(Outbox(unit), Path.GetFileName(drop) + ".json",
            StatementText.Write(RefusedStatement.Of(refused)));
    }

    /// <summary>Answers come beside the drops.</summary>
    private async Task AnswersAsync(string home, UnitId unit)
    {
        var answers = Path.Combine(home, DropFolders.Answers);
        foreach (var file in Directory.Exists(answers) ? DropFolders.Whole(answers) : [])
            await TryAsync(file, () => AnswerAsync(file, unit));
    }

    private Task AnswerAsync(string file, UnitId unit)
    {
        if (!AuditId.TryParse(Path.GetFileNameWithoutExtension(file), out var id)) return Task.CompletedTask;
        if (audits.Find(id) is { } ask && scope.Shows(unit, ask))
            audits.Answered(id, DropFiles.ReadFile(file, AuditEvidence.MostBytes));
        File.Delete(file);
        return Task.CompletedTask;
    }

    /// <summary>Questions go down beside the receipts.</summary>
    private Task AskAsync(UnitId unit)
    {
        var (questions, now) = (Path.Combine(Outbox(unit), DropFolders.Questions), time.GetUtcNow());
        foreach (var ask in scope.Of(unit, audits.Open()))
        {
            if (_told.ContainsKey((unit, ask.Id))) continue;
            DropFiles.Put(questions, $"{ask.Id}.json", AuditText.Write([ask]));
            _told[(unit, ask.Id)] = now;
        }

        return Task.CompletedTask;
    }

    /// <summary>In order of outlet and number, as far as they came in order.</summary>
    private static IEnumerable<string> Drops(string home) => Directory.EnumerateDirectories(home)
        .Where(d => !Path.GetFileName(d).StartsWith('.') && Path.GetFileName(d).Contains('.'))
        .OrderBy(d => Path.GetFileName(d).Split('.')[0], StringComparer.Ordinal)
        .ThenBy(d => long.TryParse(Path.GetFileName(d).Split('.')[1], out var n) ? n : long.MaxValue);

    private string Outbox(UnitId unit) => Path.Combine(options.Outbox, unit.ToString());

    [LoggerMessage(1, LogLevel.Error,
        "{Path} cannot be exchanged. It stays as it is, the others go on, and it is tried at each look. "
        + "Look at its rights and at disk space")]
    private partial void LogFailed(string path, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "Drop {Drop} is not taken ({Reason}): {Detail} It stays")]
    private partial void LogWaits(string drop, StatementRefusal reason, string detail);
}
