using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;

namespace RatingDevice.Collector.Uplink;

/// <summary>
/// The level above. What goes wrong on the way there is an answer, not an exception: it happens every day.
/// Adapters: Https, Folder.
/// </summary>
internal interface IHeadOffice : IDisposable
{
    /// <summary>Where it is, for people; no secret.</summary>
    string Where { get; }

    /// <summary>Statements that may wait for their answer at once; 1 where it answers at once.</summary>
    int MostUnderway { get; }

    /// <summary>Hands a statement over, or asks after one that was handed over before.</summary>
    Task<Delivery> DeliverAsync(SignedStatement statement, CancellationToken stop);

    /// <summary>The statement's receipt is on this disk: what lies there to be asked after may go.</summary>
    void Settled(SignedStatement statement);

    /// <summary>How this unit stands with the level above, without handing anything over; null where that
    /// cannot be asked.</summary>
    /// <exception cref="IOException">It is not reached.</exception>
    Task<Greeting?> GreetAsync(CancellationToken stop) => Task.FromResult<Greeting?>(null);

    /// <summary>Questions of the levels above that are open for outlets below this unit.</summary>
    /// <exception cref="IOException">It cannot be asked now.</exception>
    Task<IReadOnlyList<AuditAsk>> QuestionsAsync(CancellationToken stop);

    /// <summary>Hands over the answer to a question, verbatim; durable there when this returns.</summary>
    /// <exception cref="IOException">It was not taken; to be tried again.</exception>
    Task AnswerAsync(AuditAsk ask, ReadOnlyMemory<byte> answer, CancellationToken stop);
}
