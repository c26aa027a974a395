using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Statements;
using RatingDevice.Simulation.Bank;

namespace RatingDevice.Tests.HeadOffice.Receiving;

/// <summary>However often and in whatever order statements come, the chain is the sender's.</summary>
public sealed class DeliveryProperties
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public void Duplicates_and_other_orders_leave_the_chain_as_it_was_made() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Same(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static bool Same(Random random)
    {
        using var chain = new ChainScript();
        for (var i = 0; i < 12; i++)
            chain.Day(First.AddDays(random.Next(6)), ("t-1", "rated", random.Next(1, 99)));
        var desk = new Desk(new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Make());
        var wanted = 0L;
        for (var i = 0; i < 100_000 && wanted < chain.Made.Count; i++)
        {
            var some = chain.Made[random.Next(chain.Made.Count)];
            var said = desk.Take(some);
            var right = some.Head.N <= wanted ? said.Again is not null
                : some.Head.N == wanted + 1 ? said.Take is not null
                : said.No is { Reason: StatementRefusal.Gap } gap && gap.Have == wanted;
            if (!right) return false;
            if (said.Take is not null) wanted++;
        }

        return desk.Store.Chain(chain.Outlet).Select(k => k.Signed.Hash)
            .SequenceEqual(chain.Made.Select(s => s.Hash));
    }
}
