using System.Net;
using System.Text.Json.Nodes;
using RatingDevice.Collector.Dashboard.Pages;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.HeadOffice;

namespace RatingDevice.Tests.Dashboard;

/// <summary>A store that cannot be read: whoever asks is told what is true.</summary>
public sealed class StoreAwayTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    [Theory]
    [InlineData(SiteMap.Tellers, "zh-CN", "网点会再次报送")]
    [InlineData(SiteMap.Tellers, "en", "its outlet sends it again")]
    public async Task A_page_of_head_office_says_so_as_a_page(string path, string language, string kept)
    {
        await using var rig = await BankRig.StartAsync(_bank);
        rig.Snapshot = () => throw Away();
        await SaysAsync(rig.Http, path, language, kept);
        using var api = await rig.Http.GetAsync("/api/v1/figures?period=2026-11");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, api.StatusCode);
        var problem = JsonNode.Parse(await api.Content.ReadAsStringAsync())!;
        Assert.Contains("refused the connection", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Contains("gets no receipt", (string)problem["kept"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SiteMap.Tellers, "zh-CN", "设备会保留每条评价")]
    [InlineData(SiteMap.Wall, "en", "Devices keep every rating")]
    public async Task A_page_of_a_branch_says_so_as_a_page(string path, string language, string kept)
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Snapshot = () => throw Away();
        await SaysAsync(rig.Http, path, language, kept);
    }

    /// <summary>A disk that is full can be read: the last try to keep tells.</summary>
    [Fact]
    public async Task Head_office_that_can_keep_nothing_is_not_ready()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        async Task<HttpStatusCode> ReadyAsync() => (await rig.Http.GetAsync("/readyz")).StatusCode;
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
        rig.Received.Failed("no space left", rig.Time.GetUtcNow());
        using (var answer = await rig.Http.GetAsync("/readyz"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("no space left", await answer.Content.ReadAsStringAsync(),
                StringComparison.Ordinal);
        }

        rig.Received.Count(0, 3, 1); // receipts again and refusals keep nothing
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync());
        rig.Received.Count(1, 0, 0);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
        rig.Received.Failed("no space left", rig.Time.GetUtcNow());
        rig.Time.Move(TimeSpan.FromMinutes(10)); // whoever got no receipt would have tried again
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
    }

    [Fact]
    public async Task The_description_of_the_api_names_the_role()
    {
        await using var rig = await BankRig.StartAsync(_bank);
        Assert.Equal("RatingDevice head office",
            (string)(await rig.GetAsync("/openapi/v1.json"))["info"]!["title"]!);
    }

    private static async Task SaysAsync(HttpClient http, string path, string language, string kept)
    {
        using var answer = await http.GetAsync($"{path}?period=2026-11&lang={language}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains(kept, page, StringComparison.Ordinal);
    }

    private static StoreException Away() => new("the server refused the connection", new IOException());
}
