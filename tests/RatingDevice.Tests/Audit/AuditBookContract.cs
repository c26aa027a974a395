using RatingDevice.Collector.Audit;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Audit;

/// <summary>What every book of questions and answers does.</summary>
public abstract class AuditBookContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    private static readonly UnitId Own = UnitId.Parse("ho"), Other = UnitId.Parse("b-1");

    internal abstract IAuditBook Book { get; }

    /// <summary>The same questions as another process sees them; it is closed with the first.</summary>
    internal abstract IAuditBook Beside { get; }

    [Fact]
    public void A_question_is_open_until_it_is_answered_for_everybody()
    {
        Book.Put(Ask(2));
        Book.Put(Ask(1));
        Book.Put(Ask(1) with { N = 99 }); // the same id again changes nothing
        Assert.Equal([Ask(1), Ask(2)], Beside.Open());
        Assert.Equal(Ask(2), Beside.Find(Ask(2).Id));
        Assert.Null(Beside.Find(Ask(3).Id));
        Beside.Answered(Ask(1).Id, "lines"u8);
        Assert.Equal([Ask(2)], Book.Open());
        Assert.Equal([Ask(1), Ask(2)], Book.All());
        Assert.Equal("lines"u8.ToArray(), Book.Answer(Ask(1).Id));
    }

    [Fact]
    public void A_question_keeps_what_else_was_asked_for()
    {
        var lines = new AskedLines(
            JournalId.Parse("j-1"), DeviceId.Parse("d-1"), Digest.Of("key"u8), 7, 9);
        Book.Put(Ask(1) with { Lines = [lines] });
        Assert.Equal([lines], Assert.Single(Beside.Open()).Lines!);
    }

    [Fact]
    public void The_first_answer_stands_and_what_was_not_asked_is_not_kept()
    {
        Book.Put(Ask(1));
        Book.Answered(Ask(1).Id, "one"u8);
        Beside.Answered(Ask(1).Id, "two"u8);
        Book.Answered(Ask(2).Id, "three"u8);
        Assert.Equal("one"u8.ToArray(), Book.Answer(Ask(1).Id));
        Assert.Equal([Ask(1)], Book.All());
    }

    [Fact]
    public void Own_answers_are_checked_once_and_those_of_others_passed_once()
    {
        foreach (var ask in new[] { Ask(1), Ask(2, Other), Ask(3) }) Book.Put(ask);
        foreach (var i in new[] { 1, 2 }) Book.Answered(Ask(i).Id, "lines"u8);
        Assert.Equal([Ask(1)], Book.ToCheck(Own));
        Assert.Equal([Ask(2, Other)], Book.ToPass(Own));
        Assert.Null(Book.Result(Ask(1).Id));
        var found = Result(1, holds: false);
        Book.Found(found);
        Book.Passed(Ask(2).Id);
        Assert.Empty(Beside.ToCheck(Own));
        Assert.Empty(Beside.ToPass(Own));
        var kept = Beside.Result(Ask(1).Id)!;
        Assert.Equal(found.Findings, kept.Findings);
        Assert.Equal(found, kept with { Findings = found.Findings });
    }

    [Fact]
    public void What_is_done_with_is_forgotten_in_time_and_what_does_not_hold_never()
    {
        foreach (var i in new[] { 1, 2, 4, 5 }) Book.Put(Ask(i));
        Book.Put(Ask(3, Other));
        foreach (var i in new[] { 1, 2, 3, 5 }) Book.Answered(Ask(i).Id, "lines"u8);
        Book.Found(Result(1, holds: true));
        Book.Found(Result(2, holds: false));
        Book.Passed(Ask(3).Id);
        Book.Found(Result(5, holds: true));
        Assert.Equal(0, Book.Forget(Ask(1).At));
        Assert.Equal(2, Book.Forget(Ask(5).At)); // 1 and 3; 4 is open
        Assert.Equal([Ask(2), Ask(4), Ask(5)], Beside.All());
        Assert.Equal([Ask(4)], Beside.Open());
    }

    [Fact]
    public void Only_so_many_are_open_at_once()
    {
        for (var i = 0; i < IAuditBook.MostOpen; i++) Book.Put(Ask(i));
        Assert.Throws<IOException>(() => Book.Put(Ask(5000)));
        Book.Put(Ask(1)); // held already
        Book.Answered(Ask(7).Id, "lines"u8);
        Book.Put(Ask(5000));
        Assert.Equal(IAuditBook.MostOpen, Book.Open().Count);
    }

    private static AuditAsk Ask(int i, UnitId? by = null) => new(
        1, AuditId.Parse($"a-{i:x16}"), by ?? Own, OutletId.Parse("o-1"), new(2026, 11, 20),
        i % 2 == 0 ? null : DeviceId.Parse("d-1"), 7, Digest.Of("x"u8), Noon.AddSeconds(i));

    private static AuditResult Result(int i, bool holds) => new(
        Ask(i).Id, Ask(i).Outlet, Ask(i).Day, 7, holds, 2, 40, 30, 0,
        holds ? [] : [new(DeviceId.Parse("d-1"), JournalId.Parse("j-1"), 7, "altered")], Noon);
}

public sealed class AuditFolderTests : AuditBookContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("audits").FullName;

    internal override IAuditBook Book => new AuditFolder(_root);

    internal override IAuditBook Beside => new AuditFolder(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
