using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Bank;

namespace RatingDevice.Tests.HeadOffice.Receiving;

/// <summary>A collector is replaced on the first of December, and its key's row is dated so.</summary>
public sealed class SigningKeysTests : IDisposable
{
    private static readonly DateOnly Dec1 = new(2026, 12, 1), Nov29 = new(2026, 11, 29);

    private readonly ChainScript _chain = new();
    private readonly ChainScript _second = new();
    private readonly Desk _desk;

    public SigningKeysTests() => _desk = new(new TreeScript().Unit("ho").Unit("b-1", "ho")
        .Outlet("o-1", "b-1", default, _chain.Fingerprint)
        .Outlet("o-1", "b-1", Dec1, _second.Fingerprint).Make())
    {
        Now = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero),
    };

    public void Dispose()
    {
        _chain.Dispose();
        _second.Dispose();
    }

    [Fact]
    public void A_collector_that_took_over_makes_what_the_one_before_left_and_amends_it()
    {
        Assert.NotNull(_desk.Take(_chain.Day(Nov29, ("t-1", "rated", 7))).Take);
        Assert.NotNull(_desk.Take(BySecond(_chain.Day(Nov29.AddDays(1)))).Take);
        Assert.NotNull(_desk.Take(BySecond(_chain.Whole(Period.Month(Nov29)))).Take);
        Assert.NotNull(_desk.Take(BySecond(_chain.Day(Nov29, ("t-1", "rated", 8)))).Take);
        Assert.NotNull(_desk.Take(BySecond(_chain.Whole(Period.Month(Nov29)))).Take);
    }

    [Fact]
    public void A_key_signs_nothing_before_its_day()
    {
        _desk.Now = new(2026, 11, 30, 15, 59, 0, TimeSpan.Zero); // a minute before midnight in Shanghai
        var no = _desk.Refuses(StatementRefusal.UnknownKey, BySecond(_chain.Day(Nov29)));
        Assert.Contains("not in force yet", no.Detail, StringComparison.Ordinal);
        _desk.Now = _desk.Now.AddMinutes(1);
        Assert.NotNull(_desk.Take(BySecond(_chain.Made[0])).Take);
    }

    [Fact]
    public void The_key_before_is_good_for_what_waits_on_its_way_until_the_new_one_has_signed()
    {
        Assert.NotNull(_desk.Take(_chain.Day(Nov29)).Take);
        Assert.NotNull(_desk.Take(_chain.Day(Nov29.AddDays(1))).Take);
        Assert.NotNull(_desk.Take(BySecond(_chain.Whole(Period.Month(Nov29)))).Take);
        var no = _desk.Refuses(StatementRefusal.UnknownKey, _chain.Day(Nov29, ("t-1", "rated", 1)));
        Assert.Contains("after its chain went on with", no.Detail, StringComparison.Ordinal);
        Assert.NotNull(_desk.Take(_chain.Made[0]).Again); // what it signed stays good
    }

    [Fact]
    public void The_key_before_is_good_for_a_week_of_a_change_that_came_later_and_not_for_ever()
    {
        _desk.Now = new(2027, 1, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.NotNull(_desk.Take(_chain.Day(Dec1.AddDays(6))).Take);
        var no = _desk.Refuses(StatementRefusal.UnknownKey, _chain.Day(Dec1.AddDays(7)));
        Assert.Contains("replaced on 2026-12-01", no.Detail, StringComparison.Ordinal);
        Assert.NotNull(_desk.Take(BySecond(_chain.Made[1])).Take);
    }

    /// <summary>The same statement, signed by the collector that took over.</summary>
    private SignedStatement BySecond(SignedStatement made) => SignedStatement.Of(made.Statement, _second.Key);
}
