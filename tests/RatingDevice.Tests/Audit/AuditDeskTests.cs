using System.Text;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Rollups;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Audit;

/// <summary>What becomes of answers at who asked, whatever they are.</summary>
public sealed class AuditDeskTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("audits").FullName;
    private readonly AuditRig _rig = new(feed: 7);
    private readonly HandTime _time = new();
    private readonly FakeStatementStore _store = new();
    private readonly KeptLog _log = new();
    private readonly AuditFolder _book;
    private readonly AuditDesk _desk;

    public AuditDeskTests()
    {
        _book = new(_root);
        _desk = new(_book, _store, AuditRig.Asker, DefinitionBook.BuiltIn, new Random(2), _time, _log);
        _store.Keep(new([_rig.Statement], _time.GetUtcNow()));
        _book.Put(_rig.Ask);
    }

    public void Dispose()
    {
        _rig.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void An_answer_by_an_amendment_is_checked_when_that_has_come()
    {
        _rig.Complete();
        var amended = _rig.Seal();
        Answered(_rig.Answer());
        _desk.Look();
        _desk.Look();
        Assert.Null(Result);
        Assert.Contains("is about statement 2 of outlet o-1, which has not come",
            Assert.Single(_log.Said).Text, StringComparison.Ordinal);
        _store.Keep(new([amended], _time.GetUtcNow()));
        _desk.Look();
        Assert.Equal((true, 2L), (Result!.Holds, Result.N));
    }

    [Fact]
    public void An_answer_by_a_statement_that_never_comes_is_no_way_out()
    {
        Answered(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_rig.Answer())
            .Replace("\"n\":1,", "\"n\":1000000000000,", StringComparison.Ordinal)));
        _desk.Look();
        _time.Move(AuditDesk.Patience - TimeSpan.FromSeconds(1));
        _desk.Look();
        Assert.Null(Result);
        _time.Move(TimeSpan.FromSeconds(1));
        _desk.Look();
        Assert.Equal("it answers about statement 1000000000000, which has not come in 24 hours",
            Assert.Single(Result!.Findings).What);
    }

    [Fact]
    public void An_answer_is_looked_at_when_all_that_was_stated_by_then_has_come()
    {
        var ask = Ahead("a-0000000000000001");
        _time.Move(AuditDesk.ChainPatience - TimeSpan.FromSeconds(1));
        _desk.Look();
        Assert.Null(_book.Result(ask)); // lines around the day may be of a day that statement 2 amends
        _rig.Complete();
        _store.Keep(new([_rig.Seal()], _time.GetUtcNow()));
        _desk.Look();
        Assert.True(_book.Result(ask)!.Holds);
    }

    [Fact]
    public void A_chain_that_never_comes_is_no_way_out_however_often_head_office_starts()
    {
        var ask = Ahead("a-0000000000000002");
        _time.Move(AuditDesk.ChainPatience);
        new AuditDesk(
            _book, _store, AuditRig.Asker, DefinitionBook.BuiltIn, new Random(2), _time, _log).Look();
        Assert.Equal("its statements went to 2 when it answered; they have not come in 30 days, so it cannot "
            + "be checked", Assert.Single(_book.Result(ask)!.Findings).What);
    }

    /// <summary>A question of now, whose answer was made when the chain went to 2.</summary>
    private AuditId Ahead(string id)
    {
        var ask = _rig.Ask with { Id = AuditId.Parse(id), At = _time.GetUtcNow() };
        _book.Put(ask);
        var answer = AuditEvidence.Answer(_rig.Store, _rig.Store.Statements, ask)!;
        _book.Answered(ask.Id, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer)
            .Replace("\"chain\":1}", "\"chain\":2}", StringComparison.Ordinal)));
        return ask.Id;
    }

    [Fact]
    public void An_edition_made_after_the_day_was_looked_at_is_asked_about_too()
    {
        Answered(_rig.Answer());
        _desk.Look();
        Assert.True(Result!.Holds);
        Assert.Single(_book.All());
        _rig.Complete();
        var amended = _rig.Seal();
        _store.Keep(new([amended], _time.GetUtcNow()));
        _time.Move(TimeSpan.FromHours(1));
        _desk.Look();
        var again = Assert.Single(_book.Open());
        Assert.Equal((2L, amended.Hash, AuditRig.Day), (again.N, again.Hash, again.Day));
        _time.Move(TimeSpan.FromHours(1));
        _desk.Look();
        Assert.Single(_book.Open()); // once
    }

    [Fact]
    public void An_edition_that_came_before_the_older_one_s_answer_was_looked_at_is_asked_about_at_once()
    {
        Answered(_rig.Answer());
        _rig.Complete();
        _store.Keep(new([_rig.Seal()], _time.GetUtcNow()));
        _desk.Look();
        Assert.Equal(1, Result!.N);
        Assert.Equal(2, Assert.Single(_book.Open()).N);
    }

    [Fact]
    public void A_statement_that_cannot_be_read_here_keeps_no_other_answer_waiting()
    {
        var unread = _rig.Ask with
        {
            Id = AuditId.Parse("a-0000000000000001"), Outlet = OutletId.Parse("o-2"), At = default,
        };
        _book.Put(unread); // older, so it is looked at first
        _book.Answered(unread.Id, "{}"u8);
        Answered(_rig.Answer());
        _store.Damaged.Add(unread.Outlet);
        _desk.Look();
        _desk.Look();
        Assert.True(Result!.Holds);
        Assert.Null(_book.Result(unread.Id));
        Assert.Single(_log.Said, s => s.Text.Contains("o-2 cannot be checked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"key\":\"", "\"kex\":\"")] // a journal without a key
    [InlineData("\"anchors\":[]", "\"anchors\":null")]
    [InlineData("\"issued\":1", "\"issued\":9999999999999999991")]
    [InlineData("\"zone\":\"Asia/Shanghai\",", "")]
    [InlineData("\"segments\":", "\"segments\":9999")]
    public void No_answer_is_more_than_a_finding(string from, string to)
    {
        var text = Encoding.UTF8.GetString(_rig.Answer());
        Assert.Contains(from, text, StringComparison.Ordinal);
        Answered(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
        _desk.Look();
        Assert.False(Result!.Holds);
        Assert.NotEmpty(Result.Findings);
    }

    private AuditResult? Result => _book.Result(_rig.Ask.Id);

    private void Answered(byte[] answer) => _book.Answered(_rig.Ask.Id, answer);
}
