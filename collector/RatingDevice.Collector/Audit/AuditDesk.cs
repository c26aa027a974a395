using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Who asked checks the answers, asks again about a day that was amended since, and forgets in time. Whatever
/// an answer is, it becomes a result: no answer may keep others from being looked at.
/// </summary>
/// <param name="book">Questions and answers.</param>
/// <param name="statements">What answers are held against.</param>
/// <param name="unit">This unit.</param>
/// <param name="definitions">What figures mean; an answer is held against the definition its statement
/// names.</param>
/// <param name="random">For ids of questions.</param>
/// <param name="time">Clock.</param>
/// <param name="log">Told of what was found.</param>
internal sealed partial class AuditDesk(
    IAuditBook book, IStatementStore statements, UnitId unit, DefinitionBook definitions, Random random,
    TimeProvider time, ILogger log)
{
    /// <summary>How long questions that are done with are kept: what an assessment of a year rests on, and a
    /// month to contest it.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromDays(397);

    /// <summary>How long a statement may be under way that an answer is already about.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>How long an outlet's chain may be held up, since the question.</summary>
    public static readonly TimeSpan ChainPatience = TimeSpan.FromDays(30);

    /// <summary>So many answers whose statement cannot be read, and it is the store that fails.</summary>
    private const int MostFailures = 10;

    /// <summary>How an outlet cuts a day, as the bank's file says; null where nobody knows.</summary>
    public Func<OutletId, DateOnly, OutletRules?>? Rules { get; init; }

    private static readonly TimeSpan Tidy = TimeSpan.FromHours(1);

    /// <summary>Answers about a statement that is not held, since when they wait.</summary>
    private readonly Dictionary<AuditId, DateTimeOffset> _waiting = [];

    private DateTimeOffset _tidied;

    /// <summary>Everything that can be done now.</summary>
    /// <exception cref="StoreException">The store failed; the rest follows.</exception>
    /// <exception cref="IOException">A file could not be read or written; the rest follows.</exception>
    public void Look()
    {
        var failures = 0;
        foreach (var ask in book.ToCheck(unit))
        {
            try
            {
                Check(ask);
            }
            catch (Exception e) when (e is StoreException or FormatException
                && ++failures < MostFailures)
            {
                if (_waiting.TryAdd(ask.Id, time.GetUtcNow())) LogUnread(ask.Id, ask.Outlet, e.Message);
            }
        }

        var now = time.GetUtcNow();
        if (now - _tidied < Tidy) return;
        _tidied = now;
        foreach (var day in book.All().Where(a => a.By == unit).GroupBy(a => (a.Outlet, a.Day)))
            AskAgain([.. day]);
        if (book.Forget(now - Keep) is > 0 and var gone) LogForgot(gone, Keep.Days);
    }

    private void Check(AuditAsk ask)
    {
        var answer = book.Answer(ask.Id);
        // by a later edition than was asked about, where the day was amended since
        var about = AuditAnswer.About(answer);
        var n = Math.Max(ask.N, about?.N ?? 0);
        if (statements.Find(ask.Outlet, n)?.Signed is not { } held)
        {
            Wait(ask, n);
            return;
        }

        if (about?.Chain is { } chain && statements.Head(ask.Outlet)!.N < chain)
        {
            WaitForChain(ask, chain);
            return;
        }

        AuditResult result;
        try
        {
            result = AuditCheck.Run(
                ask, held, answer, time.GetUtcNow(), definitions, Ground);
        }
        catch (Exception e) when (e is not StoreException)
        {
            LogOdd(ask.Id, e);
            result = AuditResult.Broken(ask, AuditFaults.Unchecked(e.Message), time.GetUtcNow());
        }

        Found(result);
        AskAgain([ask]);
    }

    private void Wait(AuditAsk ask, long n)
    {
        var now = time.GetUtcNow();
        if (_waiting.TryAdd(ask.Id, now)) LogToCome(ask.Id, ask.Outlet, n);
        else if (now - _waiting[ask.Id] >= Patience)
        {
            Found(AuditResult.Broken(ask, AuditFaults.NeverCame(n, Patience.TotalHours), now));
        }
    }

    /// <summary>Lines around the day may be of what is still on its way. A chain that is held up is no fault
    /// of the answer; one that never comes is no way out. By the clock of the question, which outlives this
    /// program.</summary>
    private void WaitForChain(AuditAsk ask, long chain)
    {
        var now = time.GetUtcNow();
        if (now - ask.At < ChainPatience)
        {
            if (_waiting.TryAdd(ask.Id, now)) LogChainToCome(ask.Id, ask.Outlet, chain);
        }
        else Found(AuditResult.Broken(ask, AuditFaults.ChainNeverCame(chain, ChainPatience.TotalDays), now));
    }

    private void Found(AuditResult result)
    {
        book.Found(result);
        _waiting.Remove(result.Id);
        if (result.Holds) LogHolds(result.Outlet, result.Day, result.Lines);
        else LogBroken(result.Outlet, result.Day, result.Findings[0]);
    }

    /// <summary>An edition made after a day was looked at is looked at too, or bending it would only have to
    /// wait.</summary>
    private void AskAgain(IReadOnlyList<AuditAsk> asked)
    {
        var found = asked.Select(a => book.Result(a.Id)).ToList();
        if (found.Contains(null)) return; // not looked at yet
        var (last, seen) = (asked[^1], asked.Max(a => a.N));
        seen = Math.Max(seen, found.Max(f => f!.N));
        if (Ground.Newest(last.Outlet, last.Day) is not { } newest || newest.Head.N <= seen) return;
        var again = AuditAsk.Of(
            statements, newest, last.Day, last.Device, unit, random, time.GetUtcNow());
        book.Put(again);
        LogAgain(last.Outlet, last.Day, again.Id, newest.Head.Edition);
    }

    private AuditGround Ground => AuditGround.Of(statements, Rules);

    [LoggerMessage(1, LogLevel.Warning,
        "The answer to question {Id} is about statement {N} of outlet {Outlet}, which has not come; it is "
        + "checked when it has")]
    private partial void LogToCome(AuditId id, OutletId outlet, long n);

    [LoggerMessage(2, LogLevel.Information,
        "Audit of outlet {Outlet}, {Day:yyyy-MM-dd}: all {Lines} lines hold")]
    private partial void LogHolds(OutletId outlet, DateOnly day, long lines);

    [LoggerMessage(3, LogLevel.Error, "Audit of outlet {Outlet}, {Day:yyyy-MM-dd}: {Finding}")]
    private partial void LogBroken(OutletId outlet, DateOnly day, AuditFinding finding);

    [LoggerMessage(4, LogLevel.Information,
        "Outlet {Outlet}, {Day:yyyy-MM-dd} was amended after it was looked at; {Id} asks about edition "
        + "{Edition}")]
    private partial void LogAgain(OutletId outlet, DateOnly day, AuditId id, int edition);

    [LoggerMessage(5, LogLevel.Information,
        "{Gone} questions older than {Days} days are forgotten; those that did not hold are kept")]
    private partial void LogForgot(int gone, int days);

    [LoggerMessage(7, LogLevel.Error,
        "The answer to question {Id} about outlet {Outlet} cannot be checked: {What} The others are; see "
        + "'verify'")]
    private partial void LogUnread(AuditId id, OutletId outlet, string what);

    [LoggerMessage(8, LogLevel.Information,
        "The answer to question {Id} is checked when the statements of outlet {Outlet} have come up to {N}")]
    private partial void LogChainToCome(AuditId id, OutletId outlet, long n);

    [LoggerMessage(6, LogLevel.Error, "The answer to question {Id} is none this program can check")]
    private partial void LogOdd(AuditId id, Exception e);
}
