using System.Globalization;
using System.Security.Cryptography;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Audit;

/// <summary>An outlet with two devices, a day of ratings, and its statement, made by the real code; where a
/// seed is given a feed told of the day.</summary>
internal sealed class AuditRig : IDisposable
{
    public static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly UnitId Asker = UnitId.Parse("ho");

    public AuditRig(int? feed = null)
    {
        using var feeder = new Feeder(Store);
        foreach (var device in Devices)
        {
            // several batches, so that the range has several signatures
            for (var (sent, i) = (0L, 0); i < 4; i++)
            {
                for (var k = 0; k < 3; k++) device.Rate(device.Invite("0071"), "satisfied", teller: "0071");
                device.Rate(device.Invite("0072"), "fair", teller: "0072");
                feeder.Feed(device.Message(device.BatchFrom(sent + 1)));
                sent = device.Head;
            }
        }

        if (feed is { } seed)
            Store.Commit(new ServedGroup([.. ServedScript.Around(Store.Events(Outlet, Day), seed)], []));
        Statement = Seal();
        Ask = AuditAsk.Of(Statement, Day, null, Asker, new Random(1), DateTimeOffset.UnixEpoch.AddYears(56));
    }

    public static OutletId Outlet { get; } = OutletId.Parse("o-1");

    public FakeRatingStore Store { get; } = new();

    public JournalScript[] Devices { get; } = [new(), new("d-2")];

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public SignedStatement Statement { get; }

    public AuditAsk Ask { get; }

    /// <summary>The answer of the outlet's collector.</summary>
    public byte[] Answer() => AuditEvidence.Answer(Store, Store.Statements, Ask)!;

    /// <summary>The feed tells more of a row it told of, after the day was sealed; the day is not settled
    /// yet.</summary>
    public ServedRow Complete()
    {
        var row = Store.Served(Outlet, Day).First(r => r.Finished is null);
        var completed = row with { Finished = row.Called!.Value.AddMinutes(3) };
        Store.Commit(new ServedGroup([], []) { Completed = [completed] });
        return completed;
    }

    /// <summary>Settles and seals what is due; the newest statement.</summary>
    public SignedStatement Seal()
    {
        Settle();
        new SealingDesk(Store, TestBranch.Registry, DefinitionBook.BuiltIn, [], Key, new(), "test 1").Seal(
            TestBranch.Registry.Outlets.Single(o => o.Id == Outlet),
            DateTimeOffset.Parse("2026-11-21T17:00:00Z", CultureInfo.InvariantCulture));
        return Store.Statements.Chain(Outlet).Last().Signed;
    }

    public void Settle()
    {
        foreach (var mark in Store.Dirty(9))
        {
            var rules = TestBranch.Registry.Outlet(mark.Outlet);
            Store.Settle(new(mark, DayCells.Of(
                OutletDay.Read(Store, mark.Outlet, mark.Day, rules), DefinitionBook.BuiltIn.On(mark.Day))));
        }
    }

    public AuditResult Check(byte[] answer, SignedStatement? held = null) =>
        AuditCheck.Run(Ask, held ?? Statement, answer, DateTimeOffset.UnixEpoch.AddYears(56));

    /// <summary>The statement as a collector that wants to deceive would sign it.</summary>
    public SignedStatement Forged(Func<Statement, Statement> change) =>
        SignedStatement.Of(change(Statement.Statement), Key);

    public void Dispose()
    {
        foreach (var device in Devices) device.Dispose();
        Key.Dispose();
    }
}
