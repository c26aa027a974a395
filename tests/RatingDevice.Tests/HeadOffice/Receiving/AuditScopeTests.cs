using System.Globalization;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Simulation.Bank;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.HeadOffice.Receiving;

public sealed class AuditScopeTests
{
    private static readonly UnitId Branch = UnitId.Parse("b-1");

    private readonly AuditScope _scope;

    public AuditScopeTests()
    {
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Unit("b-2", "ho")
            .Outlet("o-1", "b-1").Outlet("o-2", "b-2").Make();
        _scope = new(() => tree, new HandTime());
    }

    [Fact]
    public void More_questions_than_are_shown_at_once_are_shown_in_turn()
    {
        var asks = Enumerable.Range(1, 45).Select(i => Ask(i, "o-1")).ToList();
        var seen = Enumerable.Range(0, 3).SelectMany(_ => _scope.Of(Branch, asks)).ToList();
        Assert.Equal(60, seen.Count);
        Assert.Equal(asks.Concat(asks.Take(15)), seen);
        asks.RemoveAll(a => a.Id.CompareTo(seen[^1].Id) > 0 && a.Id.CompareTo(asks[29].Id) < 0); // answered
        Assert.Equal(asks[15], _scope.Of(Branch, asks)[0]);
    }

    [Fact]
    public void A_few_are_shown_each_time_and_those_of_others_never()
    {
        AuditAsk[] asks = [Ask(1, "o-1"), Ask(2, "o-2"), Ask(3, "o-1")];
        for (var i = 0; i < 3; i++) Assert.Equal([asks[0], asks[2]], _scope.Of(Branch, asks));
        Assert.Equal([true, false, true], asks.Select(a => _scope.Shows(Branch, a)));
    }

    /// <summary>Question number i; several were asked together.</summary>
    internal static AuditAsk Ask(int i, string outlet) => new(
        1, AuditId.Parse(i.ToString("'a-'000", CultureInfo.InvariantCulture)), UnitId.Parse("ho"),
        OutletId.Parse(outlet), new(2026, 11, 20), null, 1, Digest.Zero,
        new(2026, 11, 21, i / 10, 0, 0, TimeSpan.Zero));
}
