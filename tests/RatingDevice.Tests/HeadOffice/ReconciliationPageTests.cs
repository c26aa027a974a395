using System.Text.Json.Nodes;
using RatingDevice.Simulation.HeadOffice;

namespace RatingDevice.Tests.HeadOffice;

/// <summary>An outlet's account as it is served, over a made-up bank.</summary>
public sealed class ReconciliationPageTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private SampleBank? _bank;

    [Theory]
    [InlineData("zh-CN", "设备日志的连续性", "未载号数")]
    [InlineData("en", "Continuity of device journals", "Not stated")]
    public async Task Both_languages_show_the_journals(string language, string title, string head)
    {
        var page = await _http.GetStringAsync(
            new Uri(_bank!.Address, $"/reconciliation?period=2026-11&outlet=o-3&lang={language}"),
            TestContext.Current.CancellationToken);
        var text = System.Net.WebUtility.HtmlDecode(page);
        Assert.Contains(title, text);
        Assert.Contains(head, text);
        Assert.Contains("o-3-d", text);
    }

    [Fact]
    public async Task The_api_tells_each_journal_with_the_runs_that_no_day_states()
    {
        var answer = JsonNode.Parse(await _http.GetStringAsync(
            new Uri(_bank!.Address, "/api/v1/bank/reconciliation?period=2026-11&outlet=o-3"),
            TestContext.Current.CancellationToken))!;
        var journal = Assert.Single(answer["journals"]!.AsArray())!;
        // the script gives each statement ten entries, also months and editions that were replaced
        var runs = journal["runs"]!.AsArray();
        Assert.NotEmpty(runs);
        Assert.Equal((long)journal["notStated"]!, runs.Sum(r => (long)r!["last"]! - (long)r["first"]! + 1));
        Assert.NotNull(runs[0]!["after"]);
        Assert.Equal("o-3-d", (string)Assert.Single(journal["claims"]!.AsArray())!["device"]!);
    }

    [Theory]
    [InlineData("zh-CN", "有 6 日之时区", "Asia/Shanghai、0 时；全行文件 Asia/Urumqi、0 时")]
    [InlineData("en", "6 days of all it stated", "Asia/Shanghai, 0 h; the file Asia/Urumqi, 0 h")]
    public async Task Days_cut_otherwise_than_the_bank_s_file_says_are_shown(
        string language, string days, string day)
    {
        async Task<string> PageAsync(string outlet) => System.Net.WebUtility.HtmlDecode(
            await _http.GetStringAsync(
                new Uri(_bank!.Address, $"/reconciliation?period=2026-11&outlet={outlet}&lang={language}"),
                TestContext.Current.CancellationToken));
        var page = await PageAsync("o-11");
        Assert.Contains(days, page);
        Assert.Contains(day, page);
        Assert.DoesNotContain("Asia/Urumqi", await PageAsync("o-3"));
        var api = await _http.GetStringAsync(
            new Uri(_bank!.Address, "/api/v1/bank/reconciliation?period=2026-11&outlet=o-11"),
            TestContext.Current.CancellationToken);
        Assert.Equal(6, JsonNode.Parse(api)!["cut"]!.AsArray().Count);
    }

    public async ValueTask InitializeAsync() => _bank = await SampleBank.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_bank is not null) await _bank.DisposeAsync();
    }
}
