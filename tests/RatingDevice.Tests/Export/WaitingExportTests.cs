using System.Globalization;
using RatingDevice.Collector.Account;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Rollups;
using RatingDevice.Tests.Accounting;
using RatingDevice.Tests.Dashboard;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Export;

/// <summary>Waiting and work are the same in the API, CSV, XLSX and JSON.</summary>
public sealed class WaitingExportTests
{
    private const string Question = "period=2026-11-21&by=teller&outlet=o-1";

    private static readonly (string Column, string Api)[] Plain =
    [
        ("teller", "teller"), ("served", "served"), ("waited", "waited"),
        ("wait_mean_seconds", "meanWaitSeconds"), ("wait_median_seconds", "medianWaitSeconds"),
        ("wait_p90_seconds", "percentile90WaitSeconds"), ("limit_minutes", "limitMinutes"),
        ("service_known", "worked"), ("service_total_seconds", "workedSeconds"),
        ("service_mean_seconds", "meanServiceSeconds"), ("unusable_times", "unusableTimes"),
        ("definition", "definition"),
    ];

    [Fact]
    public async Task All_outputs_agree()
    {
        await using var rig = await DashboardRig.StartAsync(registry: TestBranch.Registry);
        var day = new DayScript().Serve("a1", "10:04", "10:07", teller: "0071", issued: "10:00")
            .Serve("a2", "10:31", "10:41", teller: "0071", issued: "10:00").Invite("10:07", "fair", "a1")
            .Serve("a3", "11:00", null, teller: "1002");
        day.Keep(rig.Store);
        rig.Store.Settle(new(new(DayScript.Outlet, day.Date, 1), DayCells.Of(day.Day, Definition.Current)));
        var api = (await rig.GetAsync($"/api/v1/waiting?{Question}"))["lines"]!.AsArray();
        var json = (await rig.GetAsync($"/api/v1/exports/waiting.json?{Question}"))["lines"]!.AsArray();
        var csv = Exported.Rows(await rig.Http.GetByteArrayAsync($"/api/v1/exports/waiting.csv?{Question}"));
        var xlsx = Book.Read(await rig.Http.GetByteArrayAsync(
            $"/api/v1/exports/waiting.xlsx?{Question}")).Sheets["按柜员"];
        Assert.Equal((2, 2, 2, 3), (api.Count, json.Count, csv.Count, xlsx.Count));
        foreach (var i in new[] { 0, 1 })
        {
            foreach (var (column, name) in Plain)
                Assert.Equal((column, api[i]![name]?.ToString() ?? ""), (column, csv[i][column]));
            Assert.Equal(Digits(api[i]!["overLimit"]!["percent"]?.ToString()), csv[i]["over_limit_percent"]);
            Assert.Equal(csv[i]["served"], json[i]!["served"]!.ToString());
            var columns = csv[i].Keys.ToList();
            Assert.Equal(
                csv[i]["over_limit_percent"], xlsx[i + 1][columns.IndexOf("over_limit_percent")].Text);
        }

        Assert.Equal(("50.00", "1", "1", "100.00"), (csv[0]["wait_30_up_percent"], csv[0]["wait_0_10_asked"],
            csv[0]["wait_0_10_askable"], csv[0]["wait_0_10_asked_percent"]));
    }

    private static string Digits(string? number) => number is null ? ""
        : decimal.Parse(number, CultureInfo.InvariantCulture).ToString("0.00", CultureInfo.InvariantCulture);
}
