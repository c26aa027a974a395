using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Rehearsal;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Dashboard;

namespace RatingDevice.Tests.Rehearsal;

/// <summary>The collector rehearses on a scratch store and only looks at the real one.</summary>
public sealed class CollectorRehearsalTests
{
    private readonly KeptLog _log = new();

    /// <summary>Stores that are compiled in, by name.</summary>
    public static TheoryData<string> Stores =>
        [.. CompiledParts.Stores.Where(s => !s.Elsewhere).Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_comes_to_its_end_and_the_real_collector_has_heard_and_told_nothing(string store)
    {
        await using var rig = await DashboardRig.StartAsync();
        var position = rig.Core.Feed.Position;
        await RunAsync(rig.Address, Scratch(store));
        var (level, text) = Assert.Single(_log.Said);
        Assert.True(level == LogLevel.Information, text);
        Assert.Empty(rig.Store.Journals());
        Assert.Equal(position, rig.Core.Feed.Position);
        Assert.Equal((0, 0), (rig.Counters.Messages, rig.Core.Feed.Viewers));
        Assert.Empty(rig.Commands);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_leaves_no_file(string store)
    {
        var before = Directory.GetFiles(Directory.GetCurrentDirectory());
        await using var rig = await DashboardRig.StartAsync();
        await RunAsync(rig.Address, Scratch(store));
        Assert.Equal(before, Directory.GetFiles(Directory.GetCurrentDirectory()));
    }

    [Fact]
    public async Task What_fails_in_it_is_said_and_goes_no_further()
    {
        await RunAsync(new("http://127.0.0.1:1/"), () => throw new StoreException("no memory", new()));
        var (level, text) = Assert.Single(_log.Said);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("no memory", text, StringComparison.Ordinal);
    }

    private static Func<IRatingStore> Scratch(string store) =>
        () => CompiledParts.Stores.Single(s => s.Name == store).OpenScratch("");

    private Task RunAsync(Uri site, Func<IRatingStore> scratch) =>
        new Rehearsing(TimeProvider.System, _log).RunAsync(
            ct => new CollectorRehearsal(scratch, TimeProvider.System).PlayAsync(site, ct),
            CancellationToken.None);
}
