using RatingDevice.Collector.Audit;

namespace RatingDevice.Collector.Dashboard;

/// <summary>How a question about a day stands.</summary>
internal enum AuditState
{
    /// <summary>Something does not hold.</summary>
    DoesNotHold,

    /// <summary>Without an answer.</summary>
    Open,

    /// <summary>Answered, and not looked at here: not yet, or another unit asked.</summary>
    Answered,

    /// <summary>Every line, signature and count holds.</summary>
    Holds,
}

/// <summary>A question about a day, and what became of it.</summary>
/// <param name="Ask">The question.</param>
/// <param name="Answered">True where the lines are here.</param>
/// <param name="Found">What was found; null while nothing was.</param>
internal sealed record AuditLine(AuditAsk Ask, bool Answered, AuditResult? Found)
{
    public AuditState State => Found is { } found
        ? found.Holds ? AuditState.Holds : AuditState.DoesNotHold
        : Answered ? AuditState.Answered : AuditState.Open;

    /// <summary>All of a book, the oldest first.</summary>
    public static IReadOnlyList<AuditLine> Of(IAuditBook book)
    {
        var open = book.Open().Select(a => a.Id).ToHashSet();
        return [.. book.All().Select(a => new AuditLine(a, !open.Contains(a.Id), book.Result(a.Id)))];
    }
}
