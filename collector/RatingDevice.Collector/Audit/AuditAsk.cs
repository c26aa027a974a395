using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Audit;

/// <summary>
/// "Show me the lines this day's statement was made of." Open until an answer is held; passed down the tree
/// to the outlet's collector, as nobody reaches into a branch.
/// </summary>
/// <param name="V">Contract version.</param>
/// <param name="Id">Which question.</param>
/// <param name="By">Who asks.</param>
/// <param name="Outlet">About whom.</param>
/// <param name="Day">Business day.</param>
/// <param name="Device">The device that is looked at; the answer has all of the outlet, as the lines of the
/// statement are sums over them.</param>
/// <param name="N">The statement that is held of the day.</param>
/// <param name="Hash">Its digest.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Lines">What the answer must bring beside the day's own lines; null for nothing.</param>
internal sealed record AuditAsk(
    int V, AuditId Id, UnitId By, OutletId Outlet, DateOnly Day, DeviceId? Device, long N, Digest Hash,
    DateTimeOffset At, IReadOnlyList<AskedLines>? Lines = null)
{
    /// <summary>A new question about a statement, and the lines around its day.</summary>
    public static AuditAsk Of(
        IStatementStore statements, SignedStatement statement, DateOnly day, DeviceId? device, UnitId by,
        Random random, DateTimeOffset at) =>
        Of(statement, day, device, by, random, at) with { Lines = AskedLines.Of(statements, statement, day) };

    /// <summary>A new question about a statement.</summary>
    public static AuditAsk Of(
        SignedStatement statement, DateOnly day, DeviceId? device, UnitId by, Random random,
        DateTimeOffset at)
    {
        var id = new byte[8];
        random.NextBytes(id);
        return new(StatementText.Version, AuditId.Parse($"a-{Convert.ToHexStringLower(id)}"), by,
            statement.Head.Outlet, day, device, statement.Head.N, statement.Hash, at);
    }
}
