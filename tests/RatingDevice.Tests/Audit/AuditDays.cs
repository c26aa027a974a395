using System.Globalization;
using System.Security.Cryptography;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Audit;

/// <summary>An outlet over some days: settings between them that belong to no day, days off, clocks that are
/// wrong or not there. Sealed by the real code; what head office holds may be another chain than the branch's
/// own.</summary>
internal sealed class AuditDays : IDisposable
{
    public static readonly DateOnly First = new(2026, 11, 16);

    private readonly Random _random;
    private readonly Feeder _feeder;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public AuditDays(int seed, int days = 6, bool plain = false)
    {
        _random = new Random(seed);
        _feeder = new(Store);
        Devices = [Open("d-1"), Open("d-2")];
        for (var day = 0; day < days; day++)
        {
            foreach (var device in Devices) Live(device, plain);
        }

        Last = First.AddDays(days - 1);
        Seal();
        Held = Store.Statements;
    }

    public FakeRatingStore Store { get; } = new();

    public JournalScript[] Devices { get; }

    public DateOnly Last { get; }

    /// <summary>The evening after the last day.</summary>
    public DateTimeOffset Now => Last.ToDateTime(new(17, 0), DateTimeKind.Utc);

    /// <summary>What head office holds.</summary>
    public IStatementStore Held { get; private set; }

    /// <summary>Days with a statement: none before the first with an entry.</summary>
    public IEnumerable<DateOnly> Stated => Held.Newest(AuditRig.Outlet, PeriodKind.Day, First, Last)
        .Select(k => Statement.PeriodOf(k.Signed.Head.Period)!.From);

    public SignedStatement Of(DateOnly day) => Find(AuditRig.Outlet, day)!;

    public AuditAsk Ask(DateOnly day) => AuditAsk.Of(
        Held, Of(day), day, null, AuditRig.Asker, new Random(1), DateTimeOffset.UnixEpoch.AddYears(56));

    /// <summary>The branch answers from the lines it has, by the statements it sent.</summary>
    public AuditResult Look(DateOnly day) =>
        Check(Ask(day), AuditEvidence.Answer(Store, Held, Ask(day))!);

    public AuditResult Check(AuditAsk ask, byte[] answer) => AuditCheck.Run(
        ask, Of(ask.Day), answer, Now, null, AuditGround.Of(Held, null));

    /// <summary>The branch sent other statements than it should have, signed and chained like any.</summary>
    public void Deceive(Func<Statement, DateOnly, Statement> change)
    {
        var sent = new FakeStatementStore();
        var before = Digest.Zero;
        foreach (var kept in Held.Chain(AuditRig.Outlet))
        {
            var statement = kept.Signed.Statement;
            if (Statement.PeriodOf(statement.Head.Period) is { Kind: PeriodKind.Day } day)
                statement = change(statement, day.From);
            var signed = SignedStatement.Of(
                statement with { Head = statement.Head with { P = before } }, _key);
            sent.Keep(StatementGroup.Received([signed], kept.Kept));
            before = signed.Hash;
        }

        Held = sent;
    }

    /// <summary>Settles and seals what is due.</summary>
    public void Seal()
    {
        foreach (var mark in Store.Dirty(99))
        {
            Store.Settle(new(mark, DayCells.Of(
                OutletDay.Read(Store, mark.Outlet, mark.Day, TestBranch.Shanghai),
                DefinitionBook.BuiltIn.On(mark.Day))));
        }

        new SealingDesk(Store, TestBranch.Registry, DefinitionBook.BuiltIn, [], _key, new(), "test 1").Seal(
            TestBranch.Registry.Outlets.Single(o => o.Id == AuditRig.Outlet), Now);
    }

    /// <summary>Sends all that was written since.</summary>
    public void Send(JournalScript device)
    {
        var held = Store.Journals().FirstOrDefault(j => j.Journal == device.Journal)?.Head ?? 0;
        if (held < device.Head) _feeder.Feed(device.Message(device.BatchFrom(held + 1)));
    }

    public void Dispose()
    {
        _feeder.Dispose();
        foreach (var device in Devices) device.Dispose();
        _key.Dispose();
    }

    private SignedStatement? Find(OutletId outlet, DateOnly day) =>
        Held.Newest(outlet, PeriodKind.Day, day, day).LastOrDefault()?.Signed;

    private static JournalScript Open(string device) => new(device, start: DateTimeOffset.Parse(
        "2026-11-16T00:30:00Z", CultureInfo.InvariantCulture));

    /// <summary>A business day of a device, begun in the morning and left where the next begins.</summary>
    private void Live(JournalScript device, bool plain)
    {
        var next = device.Now.AddDays(1);
        var closed = !plain && _random.Next(4) == 0;
        for (var left = closed ? 0 : (plain ? 2 : 1) + _random.Next(6); left > 0; left--)
        {
            if (!plain && _random.Next(5) == 0)
            {
                // a time source may be wrong by a day and more
                var off = TimeSpan.FromHours(_random.Next(3) == 0 ? -_random.Next(40) : 0.05);
                var clock = _random.Next(3) == 0 ? ClockQuality.Unsynced : ClockQuality.Synced;
                device.Reboot(off, clock).Started();
            }

            device.Rate(device.Invite("0071"), "satisfied", teller: "0071");
            if (!plain && _random.Next(2) == 0) Send(device);
            device.Wait(TimeSpan.FromMinutes(_random.Next(90)));
        }

        if (!plain && _random.Next(5) == 0)
        {
            // a customer over midnight: the press counts in the day of its invitation
            var midnight = new DateTimeOffset(next.Date.AddHours(-8), TimeSpan.Zero);
            if (midnight > device.Now)
                device.Wait(midnight - device.Now - TimeSpan.FromSeconds(1));
            device.Rate(device.Invite("0072"), "fair", afterMs: 3000, teller: "0072");
        }

        device.Wait(TimeSpan.FromMinutes(5));
        device.Sync();
        Configure(device);
        // the power goes while a customer is asked; the next start closes that, after nobody knows how long
        var open = !plain && _random.Next(4) == 0 ? device.Invite("0073") : 0;
        if (plain || _random.Next(2) == 0) Send(device);
        if (device.Now < next) device.Wait(next - device.Now);
        if (open > 0)
        {
            device.Reboot(TimeSpan.FromMinutes(1), ClockQuality.Synced).Started();
            Configure(device);
            device.Unrate(open, afterMs: null, teller: "0073", reason: UnratedReason.Restarted);
        }

        if (_random.Next(2) == 0) Send(device);
    }

    private static void Configure(JournalScript device) => device.Add(new Configured
    {
        Levels = [LevelCode.Parse("satisfied"), LevelCode.Parse("fair")],
        Window = TimeSpan.FromSeconds(15), Grace = TimeSpan.FromSeconds(3),
    });
}
