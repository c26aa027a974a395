using System.Security.Cryptography;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Rollups;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Audit;

/// <summary>A question goes down two levels and its answer comes up, with real loops and files.</summary>
public sealed class AuditLoopTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("audits").FullName;
    private readonly AuditRig _rig = new();
    private readonly HandTime _time = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly FakeStatementStore _middle = new(), _top = new();
    private readonly AuditFolder _middleBook, _topBook;
    private readonly AuditLoop _outletLoop, _middleLoop, _topLoop;
    private readonly DirectHeadOffice _toTop;
    private AuditAsk? _unanswerable;

    public AuditLoopTests()
    {
        (_middleBook, _topBook) = (new(Path.Combine(_root, "middle")), new(Path.Combine(_root, "top")));
        _top.Keep(new([_rig.Statement], _time.GetUtcNow()));
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Make();
        var scope = new AuditScope(() => tree, _time);
        ReceivingLoop Receiving(FakeStatementStore store) => new(
            store, () => tree, AuditRig.Asker, _key, new(), _time, new KeptLog<ReceivingLoop>());
        var toMiddle = new DirectHeadOffice(Receiving(_middle), UnitId.Parse("o-1"), _middleBook, scope);
        _toTop = new DirectHeadOffice(Receiving(_top), UnitId.Parse("b-1"), _topBook, scope);
        AuditLoop Loop(DirectHeadOffice? office, string unit, IAuditBook? book = null,
            FakeStatementStore? store = null, Func<AuditAsk, byte[]?>? answer = null) => new(
            office, answer, book, store is null ? null : Desk(book!, store, unit), UnitId.Parse(unit),
            TimeSpan.FromMinutes(1), _time, new KeptLog<AuditLoop>());
        _outletLoop = Loop(toMiddle, "o-1", answer: Answer);
        _middleLoop = Loop(_toTop, "b-1", _middleBook, _middle);
        _topLoop = Loop(null, "ho", _topBook, _top);
    }

    public void Dispose()
    {
        _rig.Dispose();
        _key.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_question_is_passed_down_answered_from_the_lines_and_checked_by_who_asked()
    {
        _topBook.Put(_rig.Ask);
        await Look(_middleLoop, _outletLoop, _middleLoop, _topLoop);
        var result = _topBook.Result(_rig.Ask.Id);
        Assert.True(result!.Holds, string.Join('\n', result.Findings));
        Assert.Empty(_topBook.Open());
        Assert.Equal(_rig.Answer(), _topBook.Answer(_rig.Ask.Id));
        Assert.Null(_middleBook.Result(_rig.Ask.Id)); // not the one who asked
    }

    [Fact]
    public async Task A_level_above_that_is_away_gets_the_answer_later()
    {
        _topBook.Put(_rig.Ask);
        await Look(_middleLoop, _outletLoop);
        _toTop.Down = true;
        await Look(_middleLoop, _topLoop);
        Assert.Null(_topBook.Result(_rig.Ask.Id));
        _toTop.Down = false;
        await Look(_middleLoop, _topLoop);
        Assert.True(_topBook.Result(_rig.Ask.Id)!.Holds);
    }

    [Fact]
    public async Task A_question_nobody_can_answer_stays_open()
    {
        _topBook.Put(_rig.Ask with { N = 9 });
        await Look(_middleLoop, _outletLoop, _middleLoop, _topLoop);
        Assert.Single(_topBook.Open());
    }

    [Fact]
    public async Task A_question_that_cannot_be_answered_does_not_keep_the_others_waiting()
    {
        _unanswerable = _rig.Ask with { Id = AuditId.Parse("a-0000000000000001") };
        _topBook.Put(_unanswerable);
        _topBook.Put(_rig.Ask);
        await Look(_middleLoop, _outletLoop, _outletLoop, _middleLoop, _topLoop);
        Assert.True(_topBook.Result(_rig.Ask.Id)!.Holds);
        Assert.Equal([_unanswerable], _topBook.Open());
    }

    private byte[]? Answer(AuditAsk ask) => ask.Id == _unanswerable?.Id
        ? throw new IOException("the answer would be too large")
        : AuditEvidence.Answer(_rig.Store, _rig.Store.Statements, ask);

    private AuditDesk Desk(IAuditBook book, FakeStatementStore store, string unit) => new(
        book, store, UnitId.Parse(unit), DefinitionBook.BuiltIn, new Random(1), _time, new KeptLog());

    private static async Task Look(params AuditLoop[] loops)
    {
        foreach (var loop in loops) await loop.LookAsync(default);
    }
}
