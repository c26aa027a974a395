using System.Globalization;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Scheduling;

namespace RatingDevice.Tests.HeadOffice.Receiving;

/// <summary>Levels above levels, in virtual time.</summary>
public sealed class TreeTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly First = new(2026, 11, 1);

    private readonly SimScheduler _scheduler = new(new Random(11));
    private readonly List<SimLevel> _levels = [];

    public void Dispose() => _levels.ForEach(l => l.Dispose());

    [Fact]
    public void Ten_levels_pass_a_statement_on_verbatim_and_each_gives_its_own_receipt()
    {
        var script = new TreeScript().Unit("u-0");
        for (var i = 1; i < 10; i++) script.Unit(Name(i), Name(i - 1));
        var tree = script.Outlet("o-1", Name(9)).Make();
        for (var i = 0; i < 10; i++) Level(Name(i), () => tree, _levels.LastOrDefault());
        using var chain = new ChainScript();
        var lowest = _levels[^1];
        chain.Day(First, ("t-1", "rated", 3));
        chain.Day(First, ("t-1", "rated", 4));
        chain.KeepIn(lowest.Store, lowest.Clock.Wall);
        _levels[4].Office!.Down = true;
        Run(TimeSpan.FromHours(1));
        Assert.Empty(_levels[3].Store.Heads());
        Assert.Equal(2, _levels[4].Store.Backlog().Count);
        _levels[4].Office!.Down = false;
        Run(TimeSpan.FromMinutes(10));
        foreach (var (level, above) in _levels.Skip(1).Zip(_levels))
        {
            Assert.Equal(chain.Made.Select(s => s.ToBytes()),
                above.Store.Chain(chain.Outlet).Select(k => k.Signed.ToBytes()));
            Assert.All(level.Store.Chain(chain.Outlet), k =>
            {
                Assert.Equal(above.Unit, k.Receipt!.By);
                Assert.True(k.Receipt.Vouches(above.Key));
            });
        }
    }

    [Fact]
    public void An_outlet_that_moves_on_a_date_goes_on_at_its_new_branch_without_a_gap_at_the_top()
    {
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Unit("b-2", "ho")
            .Outlet("o-1", "b-1").Outlet("o-1", "b-2", First.AddDays(3)).Make();
        var office = Level("ho", () => tree, null);
        var (old, now) = (Level("b-1", () => tree, office), Level("b-2", () => tree, office));
        using var chain = new ChainScript();
        var before = Level("o-1", () => tree, old);
        for (var day = 0; day < 3; day++)
        {
            var made = chain.Day(First.AddDays(day), ("t-1", "rated", 1));
            chain.KeepIn(before.Store, before.Clock.Wall, made.Head.N);
            Run(TimeSpan.FromDays(1));
        }

        // the same collector, told of its new branch
        var after = Level("o-1", () => tree, now);
        chain.Day(First.AddDays(3), ("t-1", "rated", 1));
        chain.KeepIn(after.Store, after.Clock.Wall);
        Run(TimeSpan.FromHours(2));
        Assert.Equal(4, office.Store.Head(chain.Outlet)!.N);
        Assert.Equal(0, now.Store.Backlog().Count);
        Assert.Equal(3, old.Store.Head(chain.Outlet)!.N);
        Assert.Empty(now.Uplink!.Book.HeldUp.Now);
    }

    private static string Name(int i) => i.ToString("'u-'0", CultureInfo.InvariantCulture);

    private SimLevel Level(string unit, Func<BankTree> tree, SimLevel? above)
    {
        _levels.Add(new(_scheduler, Start, unit, tree, above));
        return _levels[^1];
    }

    private void Run(TimeSpan time) => _scheduler.Run(_scheduler.Now + time);
}
