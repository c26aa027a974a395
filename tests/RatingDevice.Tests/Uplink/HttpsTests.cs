using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;
using RatingDevice.Collector.Uplink.Https;
using RatingDevice.Hosting;
using RatingDevice.Simulation.Bank;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Uplink;

/// <summary>Both ends over real TLS on loopback.</summary>
public sealed class HttpsTests : IDisposable
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly UnitId Branch = UnitId.Parse("b-1");

    private readonly ChainScript _chain = new();

    public void Dispose() => _chain.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_statement_goes_up_with_a_token_and_its_receipt_is_the_answer(bool gzip)
    {
        await using var rig = await HttpsRig.StartAsync();
        var options = rig.Options(rig.Tokens.Make(Branch, anew: false));
        options.Gzip = gzip;
        using var office = HttpsHeadOffice.Open(options);
        var sent = _chain.Day(First, ("0071", "rated", 3));
        var taken = Assert.IsType<Taken>(await office.DeliverAsync(sent, default));
        Assert.Equal("", ReceiptCheck.Wrong(taken.Receipt, sent, Es256.Fingerprint(rig.Key)));
        Assert.Equal(sent.ToBytes(), rig.Store.Chain(_chain.Outlet).Single().Signed.ToBytes());
    }

    [Fact]
    public async Task A_client_certificate_names_the_unit()
    {
        await using var rig = await HttpsRig.StartAsync();
        var options = rig.Options(null);
        (options.CertificateFile, options.KeyFile) = rig.Authority.Issue("b-1");
        using var office = HttpsHeadOffice.Open(options);
        Assert.IsType<Taken>(await office.DeliverAsync(_chain.Day(First), default));
        using var stranger = new Certificates(rig.Folder("other"), "stranger");
        (options.CertificateFile, options.KeyFile) = stranger.Issue("b-1");
        using var forged = HttpsHeadOffice.Open(options);
        Assert.IsType<Away>(await forged.DeliverAsync(_chain.Made[0], default));
    }

    [Fact]
    public async Task A_proxy_is_asked_for_the_way_and_sees_nothing_of_what_goes_through()
    {
        await using var rig = await HttpsRig.StartAsync();
        await using var proxy = new ForwardProxy();
        var token = rig.Tokens.Make(Branch, anew: false)!;
        var options = rig.Options(token);
        options.Proxy = $"http://127.0.0.1:{proxy.Port}";
        using var office = HttpsHeadOffice.Open(options);
        var sent = _chain.Day(First, ("0071", "rated", 3));
        var taken = Assert.IsType<Taken>(await office.DeliverAsync(sent, default));
        Assert.Equal("", ReceiptCheck.Wrong(taken.Receipt, sent, Es256.Fingerprint(rig.Key)));
        Assert.Equal([$"CONNECT {new Uri(rig.Address).Authority} HTTP/1.1"], proxy.Asked);
        Assert.DoesNotContain(token, proxy.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain(sent.Hash.ToString(), proxy.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_proxy_nothing_goes_another_way()
    {
        await using var rig = await HttpsRig.StartAsync();
        var options = rig.Options(rig.Tokens.Make(Branch, anew: false));
        await using (var proxy = new ForwardProxy()) options.Proxy = $"http://127.0.0.1:{proxy.Port}";
        using var office = HttpsHeadOffice.Open(options);
        Assert.IsType<Away>(await office.DeliverAsync(_chain.Day(First), default));
        Assert.Empty(rig.Store.Chain(_chain.Outlet));
    }

    [Fact]
    public async Task A_refusal_comes_back_with_its_reason_and_how_far_the_chain_is()
    {
        await using var rig = await HttpsRig.StartAsync();
        using var office = HttpsHeadOffice.Open(rig.Options(rig.Tokens.Make(Branch, anew: false)));
        await office.DeliverAsync(_chain.Day(First), default);
        _chain.Day(First.AddDays(1));
        var refused = Assert.IsType<Refused>(
            await office.DeliverAsync(_chain.Day(First.AddDays(2)), default));
        Assert.Equal((StatementRefusal.Gap, (long?)1), (refused.Reason, refused.Have));
    }

    [Fact]
    public async Task An_unknown_a_renewed_and_a_missing_token_are_told_apart_from_the_network()
    {
        await using var rig = await HttpsRig.StartAsync();
        var old = rig.Tokens.Make(Branch, anew: false);
        Assert.Null(rig.Tokens.Make(Branch, anew: false));
        var renewed = rig.Tokens.Make(Branch, anew: true);
        var sent = _chain.Day(First);
        foreach (var token in new[] { old!, "b-1.guess", "b-7.guess", "../b-1", "" })
        {
            using var office = HttpsHeadOffice.Open(rig.Options(token));
            var away = Assert.IsType<Away>(await office.DeliverAsync(sent, default));
            Assert.Contains("token", away.What, StringComparison.Ordinal);
        }

        // an outlet with an old token sends every few minutes: it is seen, once, without its secret
        Assert.Equal(5, rig.Receiving.Counters.Strangers);
        var told = Assert.Single(rig.Strangers.Said).Text;
        Assert.Contains("says it is of b-1 ", told, StringComparison.Ordinal);
        Assert.DoesNotContain(old![4..], told, StringComparison.Ordinal);
        using var right = HttpsHeadOffice.Open(rig.Options(renewed));
        Assert.IsType<Taken>(await right.DeliverAsync(sent, default));
    }

    [Fact]
    public async Task A_server_of_another_authority_gets_nothing()
    {
        await using var rig = await HttpsRig.StartAsync();
        using var other = new Certificates(rig.Folder("other"), "other");
        var options = rig.Options(rig.Tokens.Make(Branch, anew: false));
        options.CaFile = other.File;
        using var office = HttpsHeadOffice.Open(options);
        var away = Assert.IsType<Away>(await office.DeliverAsync(_chain.Day(First), default));
        Assert.Contains("its certificate is not trusted", away.What, StringComparison.Ordinal);
        Assert.Contains("uplink:https:caFile", away.What, StringComparison.Ordinal);
        Assert.Empty(rig.Store.Heads());
    }

    [Fact]
    public async Task A_store_that_fails_there_is_no_receipt_here()
    {
        await using var rig = await HttpsRig.StartAsync();
        using var office = HttpsHeadOffice.Open(rig.Options(rig.Tokens.Make(Branch, anew: false)));
        rig.Store.Failures = 1;
        Assert.IsType<Away>(await office.DeliverAsync(_chain.Day(First), default));
        Assert.IsType<Taken>(await office.DeliverAsync(_chain.Made[0], default));
    }

    [Fact]
    public async Task Questions_come_down_to_the_unit_they_are_about_and_answers_go_up()
    {
        await using var rig = await HttpsRig.StartAsync();
        var sent = _chain.Day(First);
        var ask = AuditAsk.Of(sent, First, null, UnitId.Parse("ho"), new Random(1), rig.Time.GetUtcNow());
        rig.Audits.Put(ask);
        using var office = HttpsHeadOffice.Open(rig.Options(rig.Tokens.Make(Branch, anew: false)));
        Assert.Equal(ask, Assert.Single(await office.QuestionsAsync(default)));
        await office.AnswerAsync(ask, "answer"u8.ToArray(), default);
        Assert.Equal("answer"u8.ToArray(), rig.Audits.Answer(ask.Id));
        Assert.Empty(await office.QuestionsAsync(default));
        using var stranger = HttpsHeadOffice.Open(rig.Options(rig.Tokens.Make(UnitId.Parse("b-2"), false)));
        Assert.Empty(await stranger.QuestionsAsync(default));
        await Assert.ThrowsAsync<IOException>(() => stranger.AnswerAsync(ask, "x"u8.ToArray(), default));
    }

    [Theory]
    [InlineData("http://ratings.bank.example", "in the clear")]
    [InlineData("ratings.bank.example", "is no address")]
    public void An_address_that_cannot_be_used_is_said_at_start(string url, string said)
    {
        var e = Assert.Throws<OptionsException>(() => HttpsHeadOffice.Open(new() { Url = url }));
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }
}
