using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;

namespace RatingDevice.Tests.Uplink;

/// <summary>A level above whose answers never come, or when a test gives them.</summary>
internal sealed class SlowOffice : IHeadOffice
{
    private readonly SortedSet<long> _seen = [];

    /// <summary>Numbers of what was handed over, each once.</summary>
    public IEnumerable<long> Seen => _seen;

    public string Where => "far away";

    public int MostUnderway { get; init; } = 1;

    /// <summary>What it answers from now on.</summary>
    public Func<SignedStatement, Delivery> Answer { get; set; } = _ => new Underway();

    public Task<Delivery> DeliverAsync(SignedStatement statement, CancellationToken stop)
    {
        _seen.Add(statement.Head.N);
        return Task.FromResult(Answer(statement));
    }

    public void Settled(SignedStatement statement)
    {
        // nothing lies there
    }

    public Task<IReadOnlyList<AuditAsk>> QuestionsAsync(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<AuditAsk>>([]);

    public Task AnswerAsync(AuditAsk ask, ReadOnlyMemory<byte> answer, CancellationToken stop) =>
        throw new NotSupportedException();

    public void Dispose()
    {
        // nothing is held open
    }
}
