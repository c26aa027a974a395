using System.Net;
using System.Text;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Rollups;
using RatingDevice.Tests.Export;

namespace RatingDevice.Tests.Dashboard;

/// <summary>The served feed and what is made of it, over HTTP.</summary>
public sealed class ServedApiTests
{
    private const string Row = """
        {"outlet":"o-1","ticket":"a-020","counter":"c-1","issued":"2026-11-21 08:50:00",
         "called":"2026-11-21 08:55:00","finished":"2026-11-21 09:00:00","type":"对公"}
        """;

    [Fact]
    public async Task A_row_is_taken_once_and_a_contradiction_is_shown()
    {
        await using var rig = await DashboardRig.StartAsync();
        var (status, first) = await rig.PostAsync("/api/v1/services", Row);
        Assert.Equal((HttpStatusCode.OK, 1), (status, (int)first["taken"]!));
        var (_, again) = await rig.PostAsync("/api/v1/services", $"[{Row}]");
        Assert.Equal((0, 1), ((int)again["taken"]!, (int)again["known"]!));
        var (_, other) = await rig.PostAsync("/api/v1/services?source=上午.csv", Row.Replace("c-1", "c-2"));
        Assert.Single(other["contradicting"]!.AsArray());
        var shown = (await rig.GetAsync("/api/v1/services/contradictions"))["contradictions"]![0]!;
        Assert.Equal(("c-1", "c-2", "上午.csv"), ((string)shown["kept"]!["counter"]!,
            (string)shown["refused"]!["counter"]!, (string)shown["source"]!));
    }

    [Theory]
    [InlineData("{", 400, "cannot be read")]
    [InlineData("[]", 400, "array is empty")]
    [InlineData("""{"ticket":"a1","customer":"x"}""", 400, "customer")]
    [InlineData("""{"outlet":"o-9","ticket":"a1","called":"2026-11-21 08:55"}""", 400, "not in the registry")]
    public async Task A_delivery_that_is_none_is_refused(string body, int status, string wrong)
    {
        await using var rig = await DashboardRig.StartAsync();
        var (said, problem) = await rig.PostAsync("/api/v1/services", body);
        Assert.Equal(status, (int)said);
        Assert.Contains(wrong, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_deliveries_pass_and_too_large_ones_are_413()
    {
        await using var rig = await DashboardRig.StartAsync();
        var rows = Enumerable.Range(0, 500).Select(i => Row.Replace("a-020", $"b-{i}"));
        var (_, taken) = await rig.PostAsync("/api/v1/services", $"[{string.Join(',', rows)}]");
        Assert.Equal(500, (int)taken["taken"]!);
        using var body = new StringContent(
            new string(' ', 1024 * 1024 + 1), Encoding.UTF8, "application/json");
        using var large = new HttpRequestMessage(HttpMethod.Post, "/api/v1/services") { Content = body };
        large.Headers.ExpectContinue = true; // the refusal comes before the body is sent
        using var answer = await rig.Http.SendAsync(large);
        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_store_that_fails_says_so_and_takes_it_the_next_time()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Failures = 1;
        Assert.Equal(503, (int)(await rig.PostAsync("/api/v1/services", Row)).Status);
        Assert.Equal(1, (int)(await rig.PostAsync("/api/v1/services", Row)).Body["taken"]!);
    }

    [Fact]
    public async Task Account_waiting_and_flags_of_a_settled_day()
    {
        await using var rig = await DashboardRig.StartAsync();
        // invited by hand at 09:00 and pressed: see Ratings
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        Assert.Equal("none", (string)(await rig.GetAsync("/api/v1/waiting?period=2026-11-21"))["feed"]!);
        await rig.PostAsync("/api/v1/services", Row);
        foreach (var marked in rig.Store.Dirty(10))
        {
            var day = OutletDay.Read(
                rig.Store, marked.Outlet, marked.Day, Ratings.Registry.Outlet(marked.Outlet));
            rig.Store.Settle(new(marked, DayCells.Of(day, Definition.Current)));
        }

        var waiting = await rig.GetAsync("/api/v1/waiting?period=2026-11-21&type=对公");
        Assert.Equal(("told", 300, 300), ((string)waiting["feed"]!,
            (int)waiting["total"]!["medianWaitSeconds"]!, (int)waiting["total"]!["workedSeconds"]!));
        var flags = (await rig.GetAsync("/api/v1/flags?outlet=o-1&period=2026-11-21"))["flags"]!.AsArray();
        var stray = flags.First(f => (string)f!["rule"]! == "stray")!;
        Assert.NotEmpty(stray["entries"]!.AsArray());
        Assert.Equal("j-1", (string)stray["entries"]![0]!["journal"]!);
        Assert.Empty((await rig.GetAsync("/api/v1/flags?outlet=o-1&period=2026-11-21&teller=4711"))["flags"]!
            .AsArray());
    }

    [Theory]
    [InlineData("/api/v1/flags?outlet=o-1", 400)]
    [InlineData("/api/v1/flags?outlet=o-9&period=2026-11-21", 404)]
    [InlineData("/api/v1/flags?outlet=o-1&period=2026", 400)]
    [InlineData("/api/v1/flags?outlet=o-1&period=2026-11-21&teller=A", 400)]
    [InlineData("/api/v1/waiting?period=soon", 400)]
    [InlineData("/api/v1/services/contradictions?most=0", 400)]
    public async Task A_bad_question_is_answered_with_a_reason(string path, int status)
    {
        await using var rig = await DashboardRig.StartAsync();
        using var answer = await rig.Http.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains("todo", Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()),
            StringComparison.Ordinal);
    }
}
