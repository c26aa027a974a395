using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Touch;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

public sealed class TouchPanelTests : PanelContract
{
    private protected override PanelRig Rig() => new TouchRig();

    [Fact]
    public async Task A_page_gets_the_current_view_first_and_then_each_newer_one()
    {
        await using var rig = new TouchRig();
        var until = rig.Clock.Up + TimeSpan.FromSeconds(15);
        var service = ServiceId.Parse("a-013");
        rig.Panel.Show(new PanelView(
            PanelMood.Invited, PanelRig.Teller, service, until, Faults: [FaultCode.BatchRefused]));
        await using var run = new PanelRun(rig.Panel);
        await using var page = await rig.WatchAsync();
        var view = await page.NextAsync();
        Assert.InRange(view.GetProperty("remainingMs").GetInt64(), 1, 15000);
        Assert.Equal(
            ("invited", "1001", "a-013", false, """["batch-refused"]"""),
            (view.GetProperty("mood").GetString(), view.GetProperty("teller").GetString(),
                view.GetProperty("service").GetString(), view.GetProperty("canChange").GetBoolean(),
                view.GetProperty("faults").ToString()));
        rig.Panel.Show(new PanelView(PanelMood.Thanks, PanelRig.Teller, CanChange: true));
        view = await page.UntilAsync("thanks");
        Assert.True(view.GetProperty("canChange").GetBoolean());
        Assert.Equal(JsonValueKind.Null, view.GetProperty("remainingMs").ValueKind);
        Assert.Equal(JsonValueKind.Null, view.GetProperty("service").ValueKind);
    }

    [Fact]
    public async Task A_view_is_said_again_so_that_a_page_knows_the_device_is_there()
    {
        await using var rig = new TouchRig();
        rig.Panel.Show(new PanelView(PanelMood.Idle));
        await using var run = new PanelRun(rig.Panel);
        await using var page = await rig.WatchAsync();
        for (var i = 0; i < 3; i++) await page.NextAsync();
    }

    [Fact]
    public async Task More_pages_than_may_watch_are_refused_with_the_reason_until_one_leaves()
    {
        await using var rig = new TouchRig(mostWatchers: 2);
        rig.Panel.Show(new PanelView(PanelMood.Idle));
        await using var run = new PanelRun(rig.Panel);
        await using var one = await rig.WatchAsync();
        await one.NextAsync();
        await using (var two = await rig.WatchAsync())
        {
            await two.NextAsync();
            using var refused = await rig.Http.GetAsync("events");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.Contains("2 pages", await refused.Content.ReadAsStringAsync());
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        await Eventually.TrueAsync(async () =>
        {
            using var again = await rig.Http.GetAsync("events", HttpCompletionOption.ResponseHeadersRead);
            return again.StatusCode == HttpStatusCode.OK;
        }, "the place is free again");
    }

    [Fact]
    public async Task Pages_are_told_by_the_end_of_their_stream_that_the_device_stops()
    {
        await using var rig = new TouchRig();
        rig.Panel.Show(new PanelView(PanelMood.Idle));
        await using var run = new PanelRun(rig.Panel);
        await using var page = await rig.WatchAsync();
        await page.NextAsync();
        await run.StopAsync();
        await page.EndsAsync();
    }

    [Fact]
    public async Task The_tellers_orders_are_told_as_they_are_given()
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        foreach (var (path, body) in new (string, object)[]
        {
            ("sign-on", new { teller = "1001" }), ("invite", new { }), ("invite", new { service = "a-013" }),
            ("invite", new { service = (string?)null }), ("sign-off", new { }),
        })
        {
            using var answer = await rig.Http.PostAsJsonAsync(path, body);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        Assert.Equal(PanelRig.Teller, (await run.NextAsync<PanelSignOn>()).Teller);
        Assert.Null((await run.NextAsync<PanelInvite>()).Service);
        Assert.Equal(ServiceId.Parse("a-013"), (await run.NextAsync<PanelInvite>()).Service);
        Assert.Null((await run.NextAsync<PanelInvite>()).Service);
        await run.NextAsync<PanelSignOff>();
    }

    [Fact]
    public async Task The_address_told_is_the_one_that_opens()
    {
        await using var rig = new TouchRig(address: "0.0.0.0");
        await using var run = new PanelRun(rig.Panel);
        Assert.Equal(new Uri($"http://127.0.0.1:{rig.Port}/"), await rig.Serving);
        using var page = await rig.Http.GetAsync(await rig.Serving);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("counter.bank.example", 8090, 4, "'counter.bank.example'")]
    [InlineData("127.0.0.1", 8090, 1, "2 to 6 levels")]
    [InlineData("127.0.0.1", 8090, 7, "2 to 6 levels")]
    public void A_wrong_setting_is_named(string address, int port, int levels, string named)
    {
        var keys = Enumerable.Range(1, levels)
            .Select(i => new TouchLevel(LevelCode.Parse($"l{i}"), "级", "Level"));
        var error = Assert.Throws<ArgumentException>(() => new TouchPanel(
            new TouchSettings(address, port, [.. keys]), PanelRig.HurriedClock(), NullLogger.Instance));
        Assert.Contains(named, error.Message);
    }
}
