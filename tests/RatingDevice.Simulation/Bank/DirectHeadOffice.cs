using RatingDevice.Collector.Audit;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;

namespace RatingDevice.Simulation.Bank;

/// <summary>
/// The real receiving loop of the level above, reached without a network, and the network's troubles: it may
/// be away, lose answers that were given, or alter them.
/// </summary>
internal sealed class DirectHeadOffice(
    ReceivingLoop above, UnitId sender, IAuditBook? audits = null, AuditScope? scope = null) : IHeadOffice
{
    /// <summary>Nothing arrives there.</summary>
    public bool Down { get; set; }

    /// <summary>After so many tries nothing arrives there any more.</summary>
    public int DownAfter { get; set; } = int.MaxValue;

    /// <summary>So many of the next statements are taken, and their answers lost.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>What becomes of a receipt on its way down.</summary>
    public Func<Receipt, Receipt> Alter { get; set; } = r => r;

    /// <summary>Statements handed over or tried.</summary>
    public int Tries { get; private set; }

    public string Where => "the level above";

    public int MostUnderway => 1;

    public async Task<Delivery> DeliverAsync(SignedStatement statement, CancellationToken stop)
    {
        Tries++;
        if (Down || Tries > DownAfter) return new Away("no route to host");
        var said = await above.TakeAsync(statement.ToBytes(), sender);
        if (LoseAnswers > 0)
        {
            LoseAnswers--;
            return new Away("connection reset");
        }

        return said is Taken taken ? new Taken(Alter(taken.Receipt)) : said;
    }

    public void Settled(SignedStatement statement)
    {
        // nothing lies there
    }

    public Task<IReadOnlyList<AuditAsk>> QuestionsAsync(CancellationToken stop) => Down
        ? throw new IOException("no route to host")
        : Task.FromResult(scope!.Of(sender, audits!.Open()));

    public Task AnswerAsync(AuditAsk ask, ReadOnlyMemory<byte> answer, CancellationToken stop)
    {
        if (Down) throw new IOException("no route to host");
        audits!.Answered(ask.Id, answer.Span);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // nothing is held open
    }
}
