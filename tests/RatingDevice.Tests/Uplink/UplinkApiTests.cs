using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Pages.Hall;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Scheduling;

namespace RatingDevice.Tests.Uplink;

/// <summary>What the API, and the notices on the live page, say of the uplink.</summary>
public sealed class UplinkApiTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 18, 0, 0, TimeSpan.Zero);

    private readonly SimScheduler _scheduler = new(new Random(3));
    private readonly ChainScript _chain = new("o-9"), _known = new();
    private readonly SimLevel _office, _branch;
    private readonly UplinkRoutes _routes;

    public UplinkApiTests()
    {
        BankTree tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Make();
        _office = new(_scheduler, Start, "ho", () => tree);
        _branch = new(_scheduler, Start, "b-1", () => tree, _office);
        _routes = new(_branch.Store, _branch.Uplink, UnitId.Parse("b-1"));
    }

    public void Dispose()
    {
        _branch.Dispose();
        _office.Dispose();
        _chain.Dispose();
        _known.Dispose();
    }

    [Fact]
    public async Task Backlog_receipt_and_refusals_are_told_with_what_to_do()
    {
        _known.Day(new(2026, 10, 1));
        _known.KeepIn(_branch.Store, Start);
        _chain.Day(new(2026, 10, 1));
        _chain.KeepIn(_branch.Store, Start);
        _scheduler.Run(TimeSpan.FromMinutes(1));
        var (_, now) = await AskAsync(_routes, HttpMethod.Get, "api/v1/uplink");
        Assert.Equal((true, "b-1", 1L), (now["sending"]!.GetValue<bool>(), now["unit"]!.GetValue<string>(),
            now["backlog"]!.GetValue<long>()));
        Assert.Equal("o-1", now["last"]!["outlet"]!.GetValue<string>());
        var held = Assert.Single(now["heldUp"]!.AsArray())!;
        Assert.Equal(("o-9", "unknown-outlet"),
            (held["outlet"]!.GetValue<string>(), held["reason"]!.GetValue<string>()));
        Assert.Contains("Add the outlet", held["todo"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_live_page_has_words_for_each_notice_in_both_languages()
    {
        _chain.Day(new(2026, 10, 1));
        _chain.KeepIn(_branch.Store, Start);
        _scheduler.Run(TimeSpan.FromMinutes(1));
        _branch.Office!.Down = true;
        _known.Day(new(2026, 10, 1));
        _known.KeepIn(_branch.Store, Start);
        _scheduler.Run(TimeSpan.FromMinutes(5));
        var notices = _routes.Notices(Start.AddDays(2)).ToList();
        Assert.Equal(["uplink-refused", "uplink-away", "uplink-behind"], notices.Select(n => n.Code));
        Assert.All(notices, n =>
        {
            var words = HallWords.Notice(n.Code);
            Assert.DoesNotContain(n.Code, words.In(Language.Zh), StringComparison.Ordinal);
            Assert.DoesNotContain(n.Code, words.In(Language.En), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Sending_again_is_asked_for_by_a_day()
    {
        _known.Day(new(2026, 10, 1));
        _known.Day(new(2026, 10, 2));
        _known.KeepIn(_branch.Store, Start);
        _scheduler.Run(TimeSpan.FromMinutes(1));
        _branch.Uplink!.Resend(new(2026, 10, 2));
        _scheduler.Run(TimeSpan.FromMinutes(2));
        var (_, now) = await AskAsync(_routes, HttpMethod.Get, "api/v1/uplink");
        var resend = now["resend"]!;
        Assert.Equal((1L, 1L), (resend["done"]!.GetValue<long>(), resend["total"]!.GetValue<long>()));
        Assert.Equal(HttpStatusCode.Accepted,
            (await AskAsync(_routes, HttpMethod.Post, "api/v1/uplink/resend?from=2026-10-02")).Status);
        var (status, no) = await AskAsync(_routes, HttpMethod.Post, "api/v1/uplink/resend?from=tomorrow");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("tomorrow", no["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_sent_the_answer_says_so()
    {
        var routes = new UplinkRoutes(_branch.Store, null, null);
        var (_, now) = await AskAsync(routes, HttpMethod.Get, "api/v1/uplink");
        Assert.False(now["sending"]!.GetValue<bool>());
        var (status, _) = await AskAsync(routes, HttpMethod.Post, "api/v1/uplink/resend?from=2026-11-01");
        Assert.Equal(HttpStatusCode.Conflict, status);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(
        UplinkRoutes routes, HttpMethod method, string path)
    {
        await using var site = DashboardServer.Build(
            new(IPAddress.Loopback, 0), 10, [routes.Map], NullLoggerFactory.Instance);
        await site.StartAsync();
        using var http = new HttpClient { BaseAddress = DashboardServer.Address(site) };
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        await site.StopAsync();
        return (answer.StatusCode, body.Length > 0 ? JsonNode.Parse(body)! : new JsonObject());
    }
}
