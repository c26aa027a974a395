using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Store;
using RatingDevice.Wire;

namespace RatingDevice.Tests.HeadOffice.Receiving;

/// <summary>The desk over a store, without loop and network.</summary>
internal sealed class Desk(BankTree tree, string sender = "b-1")
{
    public FakeStatementStore Store { get; } = new();

    public BankTree Tree { get; set; } = tree;

    public DateTimeOffset Now { get; set; } = new(2027, 1, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Judges, and keeps what is to be taken.</summary>
    public Judgement Take(ReadOnlyMemory<byte> bytes, string? from = null)
    {
        var arrival = Arrival.Read(bytes, UnitId.Parse(from ?? sender));
        var held = new HeldChains(Store, arrival.Signed is { } signed ? [signed] : []);
        var judged = new ReceiptDesk(Tree).Judge(arrival, held, Now);
        if (judged.Take is { } taken) Store.Keep(new([taken], Now));
        return judged;
    }

    public Judgement Take(SignedStatement statement, string? from = null) => Take(statement.ToBytes(), from);

    /// <summary>Fails unless it is refused so; says why.</summary>
    public Refused Refuses(StatementRefusal reason, SignedStatement statement, string? from = null)
    {
        var keeps = Store.Keeps;
        var no = Take(statement, from).No;
        Assert.NotNull(no);
        Assert.Equal(reason, no.Reason);
        Assert.Equal(keeps, Store.Keeps);
        return no;
    }
}
