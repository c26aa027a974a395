using System.Security.Cryptography;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink.Folder.Csv;

namespace RatingDevice.Collector.Uplink.Folder;

/// <summary>
/// The level above by files that the bank moves: a statement is a folder in the drops, its receipt or refusal
/// a file that comes back, and so are questions and their answers.
/// </summary>
/// <param name="options">Where.</param>
/// <param name="unit">This unit.</param>
/// <param name="own">This unit's key: where nothing ever comes back, it receipts what is on the
/// disk.</param>
/// <param name="time">Clock.</param>
internal sealed class FolderHeadOffice(
    UplinkFolderOptions options, UnitId unit, ECDsa own, TimeProvider time) : IHeadOffice
{
    /// <summary>In place of a folder of receipts.</summary>
    public const string NoReceipts = "none";

    /// <summary>A drop that nobody answers is put there again after so long.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    private readonly bool _blind = options.Receipts == NoReceipts;
    private readonly Dictionary<string, DateTimeOffset> _dropped = [];

    public string Where => options.Drops;

    public int MostUnderway => options.MostUnderway;

    private string Questions => Path.Combine(options.Receipts, DropFolders.Questions);

    public Task<Delivery> DeliverAsync(SignedStatement statement, CancellationToken stop)
    {
        try
        {
            return Task.FromResult(Deliver(statement));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<Delivery>(new Away(e.Message));
        }
    }

    public void Settled(SignedStatement statement)
    {
        _dropped.Remove(NameOf(statement));
        if (_blind) return; // whoever moves the drop takes it away
        try
        {
            File.Delete(ReceiptOf(statement));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it lies there for nothing; the receipt is in the store
        }
    }

    public Task<IReadOnlyList<AuditAsk>> QuestionsAsync(CancellationToken stop)
    {
        try
        {
            if (_blind || !Directory.Exists(Questions)) return Task.FromResult<IReadOnlyList<AuditAsk>>([]);
            return Task.FromResult<IReadOnlyList<AuditAsk>>([.. DropFolders.Whole(Questions)
                .Where(f => f.EndsWith(".json", StringComparison.Ordinal)).SelectMany(Asks)]);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>What is no question is set aside beside it, or it would keep the others waiting.</summary>
    private static IReadOnlyList<AuditAsk> Asks(string file)
    {
        try
        {
            return AuditText.ReadAsks(DropFiles.ReadFile(file, DropFiles.MostSmall));
        }
        catch (FormatException)
        {
            File.Move(file, file + ".unreadable", overwrite: true);
            return [];
        }
    }

    public Task AnswerAsync(AuditAsk ask, ReadOnlyMemory<byte> answer, CancellationToken stop)
    {
        DropFiles.Put(Path.Combine(options.Drops, DropFolders.Answers), $"{ask.Id}.ndjson", answer.Span);
        File.Delete(Path.Combine(Questions, $"{ask.Id}.json"));
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // files hold nothing open
    }

    private Delivery Deliver(SignedStatement statement)
    {
        if (!_blind && File.Exists(ReceiptOf(statement)))
        {
            var said = DropFiles.ReadFile(ReceiptOf(statement), DropFiles.MostSmall);
            if (StatementText.ReadReceipt(said, out _) is { } receipt) return new Taken(receipt);
            if (StatementText.ReadRefused(said, out var wrong) is not { } refused)
                return new Away($"{ReceiptOf(statement)} is neither receipt nor refusal: {wrong}");
            File.Delete(ReceiptOf(statement)); // said once; the drop goes again, and so does the answer
            _dropped.Remove(NameOf(statement));
            return refused.ToDelivery();
        }

        var now = time.GetUtcNow();
        if (!_dropped.TryGetValue(NameOf(statement), out var at) || now - at >= Again)
        {
            Directory.CreateDirectory(options.Drops);
            DropFiles.Write(options.Drops, statement, StatementTable.Write(statement.Statement));
            _dropped[NameOf(statement)] = now;
        }

        return _blind ? new Taken(Receipt.Of(statement, now, unit, own)) : new Underway();
    }

    private static string NameOf(SignedStatement statement) =>
        DropFiles.Name(statement.Head.Outlet, statement.Head.N);

    private string ReceiptOf(SignedStatement statement) =>
        Path.Combine(options.Receipts, NameOf(statement) + ".json");
}
