using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// Questions and their answers: the question, the answer verbatim, and for own questions what was found. What
/// is there is what was done, so any stop is survived, and commands beside a running program see the same.
/// Any thread, any process; each write is whole, and durable when it returns. Every call may throw
/// <see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or
/// <see cref="Store.StoreException"/>: nothing was changed then.
/// </summary>
internal interface IAuditBook : IDisposable
{
    /// <summary>Questions open at once; another is refused.</summary>
    const int MostOpen = 1000;

    /// <summary>Every question, the oldest first.</summary>
    IReadOnlyList<AuditAsk> All();

    /// <summary>Questions without an answer, the oldest first.</summary>
    IReadOnlyList<AuditAsk> Open();

    /// <summary>Answered questions of others whose answer has not gone up.</summary>
    IReadOnlyList<AuditAsk> ToPass(UnitId own);

    /// <summary>Answered questions of our own that were not looked at.</summary>
    IReadOnlyList<AuditAsk> ToCheck(UnitId own);

    /// <summary>A question by its id; null for none.</summary>
    AuditAsk? Find(AuditId id);

    /// <summary>Keeps a question; the same again changes nothing.</summary>
    /// <exception cref="IOException">Too many are open.</exception>
    void Put(AuditAsk ask);

    /// <summary>Keeps an answer; where there is one already, that stands.</summary>
    void Answered(AuditId id, ReadOnlySpan<byte> answer);

    /// <summary>The answer to an answered question.</summary>
    byte[] Answer(AuditId id);

    /// <summary>An answer has gone up.</summary>
    void Passed(AuditId id);

    /// <summary>Keeps what was found.</summary>
    void Found(AuditResult result);

    /// <summary>What was found; null while nothing was.</summary>
    AuditResult? Result(AuditId id);

    /// <summary>Forgets questions that were asked before a moment and are done with: own ones whose answer
    /// holds, those of others whose answer went up. What does not hold is kept for ever.</summary>
    /// <returns>How many.</returns>
    int Forget(DateTimeOffset before);
}
