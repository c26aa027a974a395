using System.Text;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Bank;
using RatingDevice.Wire;

namespace RatingDevice.Tests.HeadOffice.Receiving;

/// <summary>Each refusal, what it says, and that nothing was kept.</summary>
public sealed class ReceiptDeskTests : IDisposable
{
    private static readonly DateOnly Nov1 = new(2026, 11, 1);

    private readonly ChainScript _chain = new();
    private readonly ChainScript _stranger = new();
    private readonly Desk _desk;

    public ReceiptDeskTests() => _desk = new(Tree(_chain.Fingerprint));

    public void Dispose()
    {
        _chain.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public void A_chain_is_taken_and_the_same_bytes_again_change_nothing()
    {
        for (var i = 0; i < 3; i++) Assert.NotNull(_desk.Take(_chain.Day(Nov1.AddDays(i))).Take);
        foreach (var again in _chain.Made) Assert.Equal(again.Hash, _desk.Take(again).Again!.Hash);
        Assert.Equal(3, _desk.Store.Keeps);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n{}\n")]
    [InlineData("{\"v\":1}\n")]
    public void What_is_no_statement_is_malformed(string text)
    {
        var no = _desk.Take(Encoding.UTF8.GetBytes(text)).No;
        Assert.Equal(StatementRefusal.Malformed, no!.Reason);
    }

    [Fact]
    public void A_statement_with_one_byte_changed_is_found()
    {
        var bytes = _chain.Day(Nov1, ("t-1", "rated", 7)).ToBytes();
        var at = bytes.AsSpan().LastIndexOf("\"rated\":7"u8) + 8;
        bytes[at] = (byte)'9';
        Assert.Equal(StatementRefusal.WrongSignature, _desk.Take(bytes).No!.Reason);
    }

    [Fact]
    public void A_stranger_and_a_stranger_s_key_are_refused()
    {
        _desk.Tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Make();
        _desk.Refuses(StatementRefusal.UnknownOutlet, _chain.Day(Nov1));
        _desk.Tree = Tree(_chain.Fingerprint);
        var no = _desk.Refuses(StatementRefusal.UnknownKey, _stranger.Day(Nov1));
        Assert.Contains(_stranger.Fingerprint.ToString(), no.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_tree_names_no_key_the_first_one_seen_counts()
    {
        _desk.Tree = Tree(null);
        Assert.NotNull(_desk.Take(_chain.Day(Nov1)).Take);
        _stranger.Add(_chain.Made[0].Statement);
        _desk.Refuses(StatementRefusal.UnknownKey, _stranger.Day(Nov1.AddDays(1)));
    }

    [Fact]
    public void A_number_that_is_left_out_is_a_gap_that_says_how_far_the_chain_is()
    {
        _desk.Take(_chain.Day(Nov1));
        _chain.Day(Nov1.AddDays(1));
        Assert.Equal(1, _desk.Refuses(StatementRefusal.Gap, _chain.Day(Nov1.AddDays(2))).Have);
    }

    [Fact]
    public void Other_bytes_under_a_held_number_are_refused_though_the_outlet_signed_them()
    {
        var first = _chain.Day(Nov1, ("t-1", "rated", 7));
        _desk.Take(first);
        _desk.Take(_chain.Day(Nov1.AddDays(1)));
        var second = first.Statement with
        {
            Tellers = [first.Statement.Tellers[0] with
            {
                Counts = new Dictionary<string, long> { ["rated"] = 8 },
            }],
        };
        _desk.Refuses(StatementRefusal.ChangedBytes, SignedStatement.Of(second, _chain.Key));
    }

    [Fact]
    public void A_statement_that_was_altered_where_it_is_held_is_found_when_the_true_one_comes()
    {
        var first = _chain.Day(Nov1, ("t-1", "rated", 7));
        _desk.Take(first);
        _desk.Store.Tamper(_chain.Outlet, 1, _ => SignedStatement.Of(
            first.Statement with { Tellers = [] }, _chain.Key));
        _desk.Refuses(StatementRefusal.ChangedBytes, first);
        _desk.Refuses(StatementRefusal.BrokenChain, _chain.Day(Nov1.AddDays(1)));
    }

    [Fact]
    public void A_statement_must_carry_the_digest_of_the_one_before()
    {
        _desk.Take(_chain.Day(Nov1));
        var next = _chain.Draft(Period.Day(Nov1.AddDays(1)), [], []);
        _desk.Refuses(StatementRefusal.BrokenChain,
            _chain.Add(next with { Head = next.Head with { P = Digest.Of("other"u8) } }));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void An_edition_must_replace_the_one_held(int edition, bool right)
    {
        var first = _chain.Day(Nov1);
        _desk.Take(first);
        var next = _chain.Draft(Period.Day(Nov1), [], []);
        _desk.Refuses(StatementRefusal.WrongEdition, _chain.Add(next with
        {
            Head = next.Head with
            {
                Edition = edition, Why = edition == 1 ? [] : [StatementReason.LateEntries],
                Replaces = edition == 1 ? null : right ? first.Hash : Digest.Of("other"u8),
            },
        }));
    }

    [Fact]
    public void An_amendment_is_taken_and_is_the_newest()
    {
        _desk.Take(_chain.Day(Nov1, ("t-1", "rated", 7)));
        Assert.NotNull(_desk.Take(_chain.Day(Nov1, ("t-1", "rated", 8))).Take);
        Assert.Equal(2, Assert.Single(_desk.Store.Newest(_chain.Outlet, PeriodKind.Day, Nov1, Nov1)).Signed
            .Head.Edition);
    }

    [Fact]
    public void A_month_is_held_against_its_days_and_a_quarter_against_its_months()
    {
        for (var i = 0; i < 3; i++)
            _desk.Take(_chain.Day(Nov1.AddDays(i), ("t-1", "rated", i + 1), ("t-2", "invited", 5)));
        Assert.NotNull(_desk.Take(_chain.Whole(Period.Month(Nov1))).Take);
        Assert.NotNull(_desk.Take(_chain.Whole(Period.Quarter(Nov1))).Take);
    }

    [Theory]
    [InlineData("count", "rated of t-1 is off by 1 from the sum")]
    [InlineData("left-out", "it leaves out statement 2 (2026-11-02, edition 1)")]
    [InlineData("old-edition",
        "it rests on statement 1 (2026-11-01, edition 1), which is not the newest held")]
    public void Wrong_sums_say_what_is_wrong_first(string what, string said)
    {
        _desk.Take(_chain.Day(Nov1, ("t-1", "rated", 7)));
        _desk.Take(_chain.Day(Nov1.AddDays(1), ("t-1", "rated", 2)));
        var before = _chain.Draft(Period.Month(Nov1), [("t-1", "rated", 9)],
            [.. _chain.Made.Select(s => new RestsLine(s.Head.Period, s.Head.N, s.Head.Edition, s.Hash))]);
        if (what == "old-edition")
        {
            _desk.Take(_chain.Day(Nov1, ("t-1", "rated", 7), ("t-1", "stray", 1)));
            before = before with { Head = before.Head with { N = 4, P = _chain.Made[^1].Hash } };
        }

        var month = what switch
        {
            "count" => before with
            {
                Tellers = [before.Tellers[0] with
                {
                    Counts = new Dictionary<string, long> { ["rated"] = 10 },
                }],
            },
            "left-out" => before with { Rests = [before.Rests[0]] },
            _ => before,
        };
        var no = _desk.Refuses(StatementRefusal.WrongSums, _chain.Add(month));
        Assert.Contains(said, no.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Clocks_may_be_an_hour_apart_and_no_more()
    {
        var day = _chain.Day(Nov1); // over at 16:00 UTC in Shanghai
        _desk.Now = new(2026, 11, 1, 14, 59, 0, TimeSpan.Zero);
        _desk.Refuses(StatementRefusal.Future, day);
        _desk.Now = new(2026, 11, 1, 15, 0, 0, TimeSpan.Zero);
        Assert.NotNull(_desk.Take(day).Take);
    }

    [Fact]
    public void An_outlet_counts_for_the_branch_it_stood_below_and_brings_its_past_along()
    {
        _desk.Tree = Moves(Nov1.AddDays(2));
        _desk.Now = new(2026, 11, 2, 16, 0, 0, TimeSpan.Zero); // the morning of the third in Shanghai
        Assert.NotNull(_desk.Take(_chain.Day(Nov1), "b-1").Take);
        Assert.NotNull(_desk.Take(_chain.Day(Nov1.AddDays(1)), "b-1").Take);
        _desk.Now = _desk.Now.AddDays(2);
        _desk.Refuses(StatementRefusal.NotYours, _chain.Day(Nov1.AddDays(2)), "b-1");
        Assert.NotNull(_desk.Take(_chain.Made[0], "b-2").Again);
        Assert.NotNull(_desk.Take(_chain.Made[2], "b-2").Take);
        Assert.NotNull(_desk.Take(_chain.Day(Nov1, ("t-1", "rated", 1)), "b-1").Take); // an old day amended
        Assert.NotNull(_desk.Take(_chain.Day(Nov1.AddDays(3)), "o-1").Take); // the outlet itself
    }

    [Fact]
    public void What_is_made_of_the_old_place_after_the_move_comes_through_the_new_one()
    {
        _desk.Tree = Moves(Nov1.AddMonths(1));
        var last = Nov1.AddDays(29);
        _desk.Now = new(2026, 11, 30, 15, 30, 0, TimeSpan.Zero); // half an hour before the move
        _desk.Refuses(StatementRefusal.NotYours, _chain.Day(last, ("t-1", "rated", 7)), "b-2");
        _desk.Now = _desk.Now.AddDays(1);
        Assert.NotNull(_desk.Take(_chain.Made[0], "b-2").Take);
        Assert.NotNull(_desk.Take(_chain.Whole(Period.Month(Nov1)), "b-2").Take);
        Assert.NotNull(_desk.Take(_chain.Day(last, ("t-1", "rated", 8)), "b-2").Take);
        _desk.Refuses(StatementRefusal.NotYours, _chain.Whole(Period.Month(Nov1)), "b-3");
    }

    private static Collector.HeadOffice.BankTree Moves(DateOnly from) => new TreeScript().Unit("ho")
        .Unit("b-1", "ho").Unit("b-2", "ho").Unit("b-3", "ho").Outlet("o-1", "b-1").Outlet("o-1", "b-2", from)
        .Make();

    private static Collector.HeadOffice.BankTree Tree(Digest? key) => new TreeScript().Unit("ho")
        .Unit("b-1", "ho").Unit("b-2", "ho").Outlet("o-1", "b-1", default, key).Make();
}
