using Microsoft.Extensions.Logging;
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
/// <param name="desk">Checks the answers to own questions; null as above.</param>
/// <param name="unit">This unit.</param>
/// <param name="every">How often it is looked.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of failures.</param>
internal sealed partial class AuditLoop(
    IHeadOffice? office, Func<AuditAsk, byte[]?>? answer, IAuditBook? book, AuditDesk? desk, UnitId unit,
    TimeSpan every, TimeProvider time, ILogger<AuditLoop> log)
{
    /// <summary>So many questions that fail one after another, and it is the level above that is
    /// away.</summary>
    private const int MostFailures = 3;

    /// <summary>Said once each.</summary>
    private readonly HashSet<AuditId> _said = [];

    private bool _away;
    private int _turn;

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
            desk?.Look();
            if (office is null) return;
            await EachAsync(await office.QuestionsAsync(stop), ask => TakeAsync(office, ask, stop));
            if (book is not null)
                await EachAsync(book.ToPass(unit), ask => PassAsync(office, book, ask, stop));
            _away = false;
        }
        catch (Exception e) when (Passing(e))
        {
            if (!_away) LogAway(office?.Where ?? "-", e.Message);
            _away = true;
        }
    }

    /// <summary>One question that cannot be dealt with does not keep the others waiting: each look begins
    /// with another one.</summary>
    private async Task EachAsync(IReadOnlyList<AuditAsk> asks, Func<AuditAsk, Task> deal)
    {
        var failures = 0;
        _turn = asks.Count == 0 ? 0 : (_turn + 1) % asks.Count;
        foreach (var ask in asks.Skip(_turn).Concat(asks.Take(_turn)))
        {
            try
            {
                await deal(ask);
                failures = 0;
            }
            catch (Exception e) when (Passing(e))
            {
                if (++failures == MostFailures || failures == asks.Count) throw;
                if (_said.Add(ask.Id)) LogFailed(ask.Id, ask.Outlet, e.Message);
            }
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
        else if (_said.Add(ask.Id)) LogNotHeld(ask.Id, ask.Outlet, ask.N);
    }

    private static async Task PassAsync(
        IHeadOffice above, IAuditBook kept, AuditAsk ask, CancellationToken stop)
    {
        await above.AnswerAsync(ask, kept.Answer(ask.Id), stop);
        kept.Passed(ask.Id);
    }

    private static bool Passing(Exception e) => e is IOException or StoreException
        or UnauthorizedAccessException or FormatException;

    [LoggerMessage(1, LogLevel.Warning, "Questions of {Where} wait: {What}")]
    private partial void LogAway(string where, string what);

    [LoggerMessage(2, LogLevel.Information,
        "Question {Id} of {By} about outlet {Outlet}, {Day:yyyy-MM-dd} was answered: {Bytes} bytes of lines")]
    private partial void LogAnswered(AuditId id, UnitId by, OutletId outlet, DateOnly day, int bytes);

    [LoggerMessage(3, LogLevel.Warning,
        "Question {Id} is about statement {N} of outlet {Outlet}, which is not held here like that or is "
        + "about to be amended; it stays open")]
    private partial void LogNotHeld(AuditId id, OutletId outlet, long n);

    [LoggerMessage(4, LogLevel.Error,
        "Question {Id} about outlet {Outlet} could not be dealt with: {What} It stays open; others go on")]
    private partial void LogFailed(AuditId id, OutletId outlet, string what);
}
