using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Export;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard;

public sealed class ApiTests
{
    private const string Day = "from=2026-11-21&to=2026-11-21";

    [Fact]
    public async Task Page_api_and_export_show_the_same_figures()
    {
        await using var rig = await DashboardRig.StartAsync();
        Fill(rig);
        var tellers = (await rig.GetAsync($"/api/v1/figures?{Day}"))["lines"]!.AsArray();
        var csv = (await rig.Http.GetStringAsync($"/api/v1/exports/tellers.csv?{Day}")).Split("\r\n")[1..^1];
        Assert.Equal(tellers.Count, csv.Length);
        foreach (var (teller, row) in tellers.Zip(csv))
        {
            foreach (var field in (string[])["invited", "rated", "unrated", "open", "stray"])
                Assert.Contains($",{teller![field]},", row, StringComparison.Ordinal);
            if (teller!["satisfactionRatePercent"] is { } rate)
                Assert.Contains($",{(decimal)rate:0.00},", row, StringComparison.Ordinal);
        }

        var today = (await rig.GetAsync("/api/v1/live"))["outlets"]![0]!["figures"]!;
        foreach (var field in (string[])["invited", "rated", "unrated", "open", "stray"])
            Assert.Equal(tellers.Sum(t => (long)t![field]!), (long)today[field]!);
        var page = await rig.Http.GetStringAsync("/");
        Assert.Contains($"<dd>{today["invited"]}</dd>", page, StringComparison.Ordinal);
        Assert.Contains($"<dd>{(decimal)today["satisfactionRatePercent"]!:0.00}<small>", page,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_say_what_was_asked_what_it_means_and_what_is_missing()
    {
        await using var rig = await DashboardRig.StartAsync();
        Fill(rig);
        rig.Hear(LinkState.Online); // its head is 20, entry 15 is the last held
        var sheet = await rig.GetAsync("/api/v1/figures?period=2026-11-21&by=teller&outlet=o-1");
        Assert.Equal(("2026-11-21", "teller", "o-1"),
            ((string)sheet["period"]!, (string)sheet["by"]!, (string)sheet["scope"]!["outlet"]!));
        Assert.Equal("service-rating-2", (string)sheet["definitions"]![0]!["id"]!);
        var first = sheet["lines"]![0]!;
        Assert.Equal(("0071", 3, 66.66m), (
            (string)first["teller"]!, (int)first["rated"]!, (decimal)first["satisfactionRatePercent"]!));
        Assert.Equal(5, (int)first["entriesMissing"]!);
        Assert.Null(first["served"]);
        Assert.Equal("none", (string)sheet["feed"]!);
        var meanings = (await rig.GetAsync("/api/v1/definitions"))["definitions"]!.AsArray();
        Assert.Equal(["service-rating-1", "service-rating-2"], meanings.Select(d => (string)d!["id"]!));
    }

    [Fact]
    public async Task A_teller_nobody_knows_is_counted_under_the_id_and_listed()
    {
        await using var rig = await DashboardRig.StartAsync();
        Fill(rig);
        var tellers = (await rig.GetAsync($"/api/v1/figures?{Day}"))["lines"]!.AsArray();
        Assert.Equal(["known", "known", "unknown", "unattributed"],
            tellers.Select(t => (string)t!["tellerStanding"]!));
        Assert.Equal("9999",
            (string)(await rig.GetAsync("/api/v1/devices"))["unknownTellers"]![0]!["teller"]!);
        var notices = (await rig.GetAsync("/api/v1/live"))["notices"]!.AsArray();
        Assert.Contains(notices, n => (string)n!["code"]! == "unknown-teller");
    }

    [Fact]
    public async Task The_export_is_an_attachment_whose_name_says_what_it_is()
    {
        await using var rig = await DashboardRig.StartAsync();
        Fill(rig);
        using var answer = await rig.Http.GetAsync($"/api/v1/exports/ratings.csv?{Day}");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("ratings_o-1_2026-11-21_2026-11-21_Asia-Shanghai.csv",
            answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..3]);
    }

    [Fact]
    public async Task A_fifth_export_at_once_is_refused_until_one_is_done()
    {
        await using var rig = await DashboardRig.StartAsync();
        using var gate = new ManualResetEventSlim();
        rig.Snapshot = () =>
        {
            gate.Wait();
            return rig.Store;
        };
        var path = $"/api/v1/exports/tellers.csv?{Day}";
        var asked = Enumerable.Range(0, 5).Select(_ => rig.Http.GetAsync(path)).ToList();
        using var refused = await await Task.WhenAny(asked);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("under way", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        gate.Set();
        var answers = await Task.WhenAll(asked);
        Assert.Equal(4, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.OK, (await rig.Http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task An_export_that_cannot_be_made_is_a_reason_and_not_a_file()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Snapshot = () => throw new StoreException("The disk is gone.", new IOException());
        using var answer = await rig.Http.GetAsync($"/api/v1/exports/ratings.csv?{Day}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task Journals_show_what_is_held_and_what_is_missing()
    {
        await using var rig = await DashboardRig.StartAsync();
        Fill(rig); // up to 15
        rig.Hear(LinkState.Online); // it wrote 20
        var answer = await rig.GetAsync("/api/v1/journals");
        var journal = Assert.Single(answer["journals"]!.AsArray())!;
        Assert.Equal((15, 20, 5), ((int)journal["held"]!, (int)journal["written"]!,
            (int)journal["missing"]!));
        Assert.Equal(5, (int)answer["missing"]!);
        Assert.Equal(43, ((string)journal["hash"]!).Length);
    }

    [Fact]
    public async Task Refused_payloads_are_shown_with_their_reason()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Commit(new IntakeGroup([], [], [], [], [],
        [
            new(rig.Time.GetUtcNow(), "rating/v1/o-1/d-9/journal", RefusalReason.UnknownDevice,
                "no such device",
                7, "payload"u8.ToArray()),
        ]));
        var refused = (await rig.GetAsync("/api/v1/quarantine?most=5"))["payloads"]![0]!;
        Assert.Equal("unknown-device", (string)refused["reason"]!);
        Assert.Equal("payload",
            Encoding.UTF8.GetString(Convert.FromBase64String((string)refused["headBase64"]!)));
    }

    [Fact]
    public async Task Ready_says_what_hinders_and_every_limit_that_was_hit()
    {
        await using var rig = await DashboardRig.StartAsync();
        Assert.True((bool)(await rig.GetAsync("/readyz"))["ready"]!);
        rig.Broker.Stop();
        using var answer = await rig.Http.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("broker is away", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_is_never_older_than_the_last_entry()
    {
        await using var rig = await DashboardRig.StartAsync();
        for (var n = 1; n <= 20; n++)
        {
            rig.Commit(Ratings.Invited(n, "0071"));
            var live = await rig.GetAsync("/api/v1/live");
            Assert.Equal(n, (int)live["outlets"]![0]!["figures"]!["invited"]!);
        }
    }

    [Fact]
    public async Task The_last_ratings_survive_a_restart_and_a_replaced_one_makes_way()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep(
            Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "satisfied"),
            Ratings.Changed(3, "0071", "satisfied", "fair"));
        rig.Core.Remember();
        var last = (await rig.GetAsync("/api/v1/live"))["last"]!.AsArray();
        Assert.Equal("j-1:3", (string)Assert.Single(last)!["id"]!);
    }

    [Fact]
    public async Task Service_mode_is_told_with_its_tests_and_refused_invitations()
    {
        await using var rig = await DashboardRig.StartAsync();
        using var script = new JournalScript();
        script.Add(new ServiceMode { On = true, Teller = TellerId.Parse("0071") });
        script.Add(new Test { Level = LevelCode.Parse("fair") });
        script.Add(new Check { Part = DevicePart.Lamps, Ok = true });
        script.Wait(TimeSpan.FromSeconds(30)).Add(
            new ServiceMode { On = false, Why = ServiceEnd.Limit, Presses = 1, Refused = 4 });
        using var feeder = new Feeder(rig.Store);
        feeder.Feed(script.Message(script.BatchFrom(1)));
        var answer = await rig.GetAsync("/api/v1/service-mode?outlet=o-1&period=2026-11-21");
        var told = Assert.Single(answer["servicing"]!.AsArray())!;
        Assert.Equal(("d-1", "0071", "limit", 1, 4), (
            (string)told["device"]!, (string)told["teller"]!, (string)told["why"]!,
            (int)told["testPresses"]!, (int)told["invitationsRefused"]!));
        Assert.Equal("lamps", (string)Assert.Single(told["works"]!.AsArray())!);
        Assert.Empty(answer["refusals"]!.AsArray());
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var rig = await DashboardRig.StartAsync();
        var api = await rig.GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", (string)api["openapi"]!, StringComparison.Ordinal);
        string[] verbs =
            ["cancel", "identify", "invite", "pause", "release", "resume", "sign-off", "sign-on"];
        var exports = ExportAsk.Offered
            .Select(o => $"/api/v1/exports/{ExportAsk.Name(o.What)}.{ExportAsk.Name(o.Format)}")
            .Order(StringComparer.Ordinal).ToList();
        Assert.Equal(19, exports.Count);
        Assert.Equal(
            [
                "/api/v1/definitions", "/api/v1/devices",
                .. verbs.Select(v => $"/api/v1/devices/{{device}}/{v}"),
                "/api/v1/exports", .. exports, "/api/v1/figures",
                "/api/v1/flags", "/api/v1/journals", "/api/v1/live", "/api/v1/live/events",
                "/api/v1/quarantine", "/api/v1/service-mode", "/api/v1/services",
                "/api/v1/services/contradictions", "/api/v1/statements", "/api/v1/statements/{outlet}/{n}",
                "/api/v1/waiting", "/healthz", "/readyz",
            ],
            api["paths"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        var invite = api["paths"]!["/api/v1/devices/{device}/invite"]!["post"]!;
        Assert.Equal(["202", "400", "404", "409", "415", "503"],
            invite["responses"]!.AsObject().Select(r => r.Key).Order(StringComparer.Ordinal));
        Assert.NotNull(invite["requestBody"]);
    }

    private static void Fill(DashboardRig rig) =>
        rig.Commit([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
}
