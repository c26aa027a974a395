using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Uplink;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Fetches open questions from the level above, as nobody reaches down into a branch. An outlet's collector
/// answers them from its lines; a level between passes them down and the answers up, verbatim; whoever asked
/// checks the answer.
/// </summary>
/// <param name="office">The level above; null at the top.</param>
/// <param name="answer">Makes an answer; null where there are no lines, or not these.</param>
/// <param name="book">Questions kept here; null at an outlet's collector, which answers at once.</param>
/// <param name="statements">What answers are held against.</param>
/// <param name="unit">This unit.</param>
/// <param name="every">How often it is looked.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of what was found, and of failures.</param>
internal sealed partial class AuditLoop(
    IHeadOffice? office, Func<AuditAsk, byte[]?>? answer, IAuditBook? book, IStatementStore statements,
    UnitId unit, TimeSpan every, TimeProvider time, ILogger<AuditLoop> log)
{
    /// <summary>How long questions that are done with are kept: what an assessment of a year rests on, and a
    /// month to contest it.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(397);

    private static readonly TimeSpan Tidy = TimeSpan.FromHours(1);

    /// <summary>Said once each.</summary>
    private readonly HashSet<AuditId> _notHeld = [];

    private bool _away;
    private DateTimeOffset _tidied;

    /// <summary>What figures mean; an answer is held against the definition its statement names.</summary>
    public DefinitionBook Definitions { get; init; } = DefinitionBook.BuiltIn;

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await LookAsync(stop);
            await Task.Delay(every, time, stop);
        }
    }

    /// <summary>Everything that can be done now.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        try
        {
            if (book is not null)
            {
                Check(book);
                Forget(book);
            }

            if (office is null) return;
            foreach (var ask in await office.QuestionsAsync(stop)) await TakeAsync(office, ask, stop);
            if (book is not null) await PassAsync(office, book, stop);
            _away = false;
        }
        catch (Exception e) when (e is IOException or StoreException or UnauthorizedAccessException
            or FormatException)
        {
            if (!_away) LogAway(office?.Where ?? "-", e.Message);
            _away = true;
        }
    }

    private async Task TakeAsync(IHeadOffice above, AuditAsk ask, CancellationToken stop)
    {
        if (answer is not null && answer(ask) is { } bytes)
        {
            await above.AnswerAsync(ask, bytes, stop);
            LogAnswered(ask.Id, ask.By, ask.Outlet, ask.Day, bytes.Length);
        }
        else if (book is not null) book.Put(ask);
        else if (_notHeld.Add(ask.Id)) LogNotHeld(ask.Id, ask.Outlet, ask.N);
    }

    private async Task PassAsync(IHeadOffice above, IAuditBook kept, CancellationToken stop)
    {
        foreach (var ask in kept.ToPass(unit))
        {
            await above.AnswerAsync(ask, kept.Answer(ask.Id), stop);
            kept.Passed(ask.Id);
        }
    }

    private void Forget(IAuditBook kept)
    {
        var now = time.GetUtcNow();
        if (now - _tidied < Tidy) return;
        _tidied = now;
        if (kept.Forget(now - Keep) is > 0 and var gone) LogForgot(gone, Keep.Days);
    }

    private void Check(IAuditBook kept)
    {
        foreach (var ask in kept.ToCheck(unit))
        {
            var answer = kept.Answer(ask.Id);
            // by a later edition than was asked about, where the day was amended since
            var n = Math.Max(ask.N, AuditAnswer.About(answer)?.N ?? 0);
            if (statements.Find(ask.Outlet, n)?.Signed is not { } held)
            {
                if (_notHeld.Add(ask.Id)) LogToCome(ask.Id, ask.Outlet, n);
                continue;
            }

            var result = AuditCheck.Run(ask, held, answer, time.GetUtcNow(), Definitions);
            kept.Found(result);
            if (result.Holds) LogHolds(ask.Outlet, ask.Day, result.Lines);
            else LogBroken(ask.Outlet, ask.Day, result.Findings[0]);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Questions of {Where} wait: {What}")]
    private partial void LogAway(string where, string what);

    [LoggerMessage(2, LogLevel.Information,
        "Question {Id} of {By} about outlet {Outlet}, {Day} was answered: {Bytes} bytes of lines")]
    private partial void LogAnswered(AuditId id, UnitId by, OutletId outlet, DateOnly day, int bytes);

    [LoggerMessage(3, LogLevel.Warning,
        "Question {Id} is about statement {N} of outlet {Outlet}, which is not held here like that or is about "
        + "to be amended; it stays open")]
    private partial void LogNotHeld(AuditId id, OutletId outlet, long n);

    [LoggerMessage(4, LogLevel.Information, "Audit of outlet {Outlet}, {Day}: all {Lines} lines hold")]
    private partial void LogHolds(OutletId outlet, DateOnly day, long lines);

    [LoggerMessage(6, LogLevel.Warning,
        "The answer to question {Id} is about statement {N} of outlet {Outlet}, which has not come; it is "
        + "checked when it has")]
    private partial void LogToCome(AuditId id, OutletId outlet, long n);

    [LoggerMessage(7, LogLevel.Information,
        "{Gone} questions older than {Days} days are forgotten; those whose answer did not hold are kept")]
    private partial void LogForgot(int gone, int days);

    [LoggerMessage(5, LogLevel.Error, "Audit of outlet {Outlet}, {Day}: {Finding}")]
    private partial void LogBroken(OutletId outlet, DateOnly day, AuditFinding finding);
}
