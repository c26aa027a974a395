using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;
using RatingDevice.Simulation.Bank;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>The page of statements on their way to the level above.</summary>
public sealed class SendingPageTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    private readonly ChainScript _chain = new();

    public void Dispose() => _chain.Dispose();

    [Theory]
    [InlineData("zh-CN", "已有回执 1 / 3", "在上级机构树中加入该网点", "进行中")]
    [InlineData("en", "1 of 3 statements have a receipt", "Add the outlet to the bank", "It goes on")]
    public async Task It_says_how_far_it_is_what_is_refused_and_what_to_do(
        string language, params string[] says)
    {
        await using var rig = await DashboardRig.StartAsync();
        for (var i = 0; i < 3; i++) _chain.Day(Day.AddDays(i));
        rig.Store.Statements.Keep(new(_chain.Made, rig.Time.GetUtcNow()));
        rig.Store.Statements.Receipted(Receipt.Of(
            _chain.Made[0], rig.Time.GetUtcNow(), UnitId.Parse("ho"), _chain.Key));
        var held = new HoldUp(_chain.Outlet, 2, StatementRefusal.UnknownOutlet, "There is no outlet o-1.",
            rig.Time.GetUtcNow(), rig.Time.GetUtcNow().AddHours(1));
        var (count, oldest) = rig.Store.Statements.Backlog();
        rig.UplinkSaid = new(true, "b-1", "https://ho.example/", _chain.Made.Count, count, oldest, 1, null,
            null, null, [HoldUpShape.Of(held)], new(Day, 1, 4, null));
        var page = await rig.Http.GetStringAsync($"/uplink?lang={language}");
        Assert.All(says, s => Assert.Contains(s, page, StringComparison.Ordinal));
        Assert.Contains("value=\"1\"", page, StringComparison.Ordinal);
        Assert.Contains("max=\"3\"", page, StringComparison.Ordinal);
        Assert.Contains("2026-11-21", page, StringComparison.Ordinal); // the first that waits
    }

    [Fact]
    public async Task Where_nothing_is_sent_it_says_so()
    {
        await using var rig = await DashboardRig.StartAsync();
        var page = await rig.Http.GetStringAsync("/uplink?lang=en");
        Assert.Contains("No level above is set", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<progress", page, StringComparison.Ordinal);
    }
}
