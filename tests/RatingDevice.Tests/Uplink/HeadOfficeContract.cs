using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;
using RatingDevice.Simulation.Bank;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Uplink;

/// <summary>What the uplink asks of the level above, however it is reached.</summary>
public abstract class HeadOfficeContract : IAsyncLifetime
{
    private static readonly DateOnly First = new(2026, 11, 1);

    private readonly ChainScript _chain = new();
    private IOfficeRig _rig = null!;

    internal abstract IOfficeRig Make();

    public ValueTask InitializeAsync()
    {
        _rig = Make();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _rig.Office.Dispose();
        await _rig.DisposeAsync();
        _chain.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_statement_is_kept_there_verbatim_and_its_receipt_comes_back()
    {
        var sent = _chain.Day(First, ("0071", "rated", 3));
        var taken = Assert.IsType<Taken>(await BringAsync(sent));
        Assert.Equal("", ReceiptCheck.Wrong(taken.Receipt, sent, Es256.Fingerprint(_rig.Key)));
        Assert.Equal(sent.ToBytes(), _rig.Store.Chain(_chain.Outlet).Single().Signed.ToBytes());
    }

    [Fact]
    public async Task The_same_again_gives_a_receipt_again_and_is_kept_once()
    {
        var sent = _chain.Day(First);
        await BringAsync(sent);
        _rig.Office.Settled(sent);
        Assert.IsType<Taken>(await BringAsync(sent));
        Assert.Equal(1, _rig.Store.Keeps);
    }

    [Fact]
    public async Task A_refusal_comes_back_with_its_reason()
    {
        var refused = Assert.IsType<Refused>(await BringAsync(_chain.Day(new(2027, 11, 1))));
        Assert.Equal(StatementRefusal.Future, refused.Reason);
        Assert.NotEqual("", refused.Detail);
        Assert.Empty(_rig.Store.Heads());
    }

    [Fact]
    public async Task A_gap_says_how_far_the_chain_is_held()
    {
        await BringAsync(_chain.Day(First));
        _chain.Day(First.AddDays(1));
        var refused = Assert.IsType<Refused>(await BringAsync(_chain.Day(First.AddDays(2))));
        Assert.Equal((StatementRefusal.Gap, (long?)1), (refused.Reason, refused.Have));
    }

    [Fact]
    public async Task Where_nothing_arrives_there_is_no_receipt_and_later_there_is()
    {
        var sent = _chain.Day(First);
        _rig.Cut(true);
        Assert.True(await BringAsync(sent) is Away or Underway);
        Assert.Empty(_rig.Store.Heads());
        _rig.Cut(false);
        Assert.IsType<Taken>(await BringAsync(sent));
    }

    [Fact]
    public async Task A_store_that_fails_there_gives_no_receipt_and_the_next_try_does()
    {
        var sent = _chain.Day(First);
        _rig.Store.Failures = 2;
        Assert.True(await BringAsync(sent) is Away or Underway);
        _rig.Store.Failures = 0;
        Assert.IsType<Taken>(await BringAsync(sent));
    }

    [Fact]
    public async Task A_question_comes_down_and_its_answer_goes_up_verbatim()
    {
        var sent = _chain.Day(First);
        var ask = AuditAsk.Of(sent, First, null, UnitId.Parse("ho"), new Random(3), DateTimeOffset.UnixEpoch);
        _rig.Audits.Put(ask);
        await _rig.ExchangeAsync();
        Assert.Equal(ask, Assert.Single(await _rig.Office.QuestionsAsync(default)));
        await _rig.Office.AnswerAsync(ask, "line\nline\n"u8.ToArray(), default);
        await _rig.ExchangeAsync();
        Assert.Equal("line\nline\n"u8.ToArray(), _rig.Audits.Answer(ask.Id));
        Assert.Empty(_rig.Audits.Open());
        Assert.Empty(await _rig.Office.QuestionsAsync(default));
    }

    private async Task<Delivery> BringAsync(SignedStatement statement)
    {
        var said = await _rig.Office.DeliverAsync(statement, default);
        if (said is not Underway) return said;
        await _rig.ExchangeAsync();
        return await _rig.Office.DeliverAsync(statement, default);
    }
}

public sealed class DirectHeadOfficeTests : HeadOfficeContract
{
    internal override IOfficeRig Make() => new DirectRig();
}

public sealed class HttpsHeadOfficeTests : HeadOfficeContract
{
    internal override IOfficeRig Make() => new HttpOfficeRig();
}

public sealed class FolderHeadOfficeTests : HeadOfficeContract
{
    internal override IOfficeRig Make() => new FolderRig();
}
