using System.Net;
using System.Text.RegularExpressions;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Tests.HeadOffice;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>Audits as head office sees them.</summary>
public sealed partial class AuditsPageTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    [Theory]
    [InlineData("zh-CN", "不符 设备 d-1，日志 j-1，第 1 条：记录缺失", "待答", "相符", "共 5 处")]
    [InlineData("en", "does not hold device d-1, journal j-1, line 1: lines are missing", "no answer yet",
        "holds", "5 in all")]
    public async Task Each_question_is_there_with_what_was_found(
        string language, string broken, string open, string holds, string more)
    {
        await using var rig = await StartAsync();
        var page = WebUtility.HtmlDecode(
            await rig.Http.GetStringAsync($"/audits?period=2026-11&lang={language}"));
        var rows = Row().Matches(page[page.IndexOf("<tbody>", StringComparison.Ordinal)..])
            .Select(r => Regex.Replace(Regex.Replace(r.Value, "<[^>]*>", " "), @"\s+", " ").Trim()).ToList();
        Assert.Equal(3, rows.Count);
        Assert.StartsWith("二号 o-2", rows[0], StringComparison.Ordinal);
        Assert.Contains($" {broken} ", rows[0], StringComparison.Ordinal);
        Assert.Contains(more, rows[0], StringComparison.Ordinal);
        Assert.DoesNotMatch("line 4|第 4 条", rows[0]);
        Assert.Contains($" {open} ", rows[1], StringComparison.Ordinal);
        Assert.Contains($" {holds} — 7 812 240 ", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_asked_by_outlet_unit_and_day_and_what_is_left_out_is_said()
    {
        await using var rig = await StartAsync();
        foreach (var (words, outlets) in new[]
        {
            ("period=2026-11&outlet=o-2", "o-2"), ("period=2026-11&unit=b-2", "o-4"),
            ("period=2026-11-20", "o-2"),
        })
        {
            var page = await rig.Http.GetStringAsync($"/audits?{words}&lang=en");
            Assert.Equal(outlets, string.Join(' ', Regex.Matches(
                page[page.IndexOf("<tbody>", StringComparison.Ordinal)..], "<small>(o-[0-9])</small>")
                .Select(m => m.Groups[1].Value)));
        }

        var other = WebUtility.HtmlDecode(await rig.Http.GetStringAsync("/audits?period=2026-10&lang=en"));
        Assert.Contains("3 more are about days outside this period", other, StringComparison.Ordinal);
        var all = Regex.Match(other, "href=\"(/audits[?]period=2026-11-18[^\"]*)\"").Groups[1].Value;
        Assert.Contains("o-4", await rig.Http.GetStringAsync(all), StringComparison.Ordinal);
    }

    private async Task<BankRig> StartAsync()
    {
        var rig = await BankRig.StartAsync(_bank);
        rig.Audits = [Line("o-1", 18, true), Line("o-2", 20, false), Line("o-4", 19, null)];
        return rig;
    }

    private AuditLine Line(string outlet, int day, bool? holds)
    {
        _bank.Rated(outlet, SmallBank.Day(day), "0101", 5);
        var at = new DateTimeOffset(2026, 11, 21, 1, day, 0, TimeSpan.Zero);
        var ask = new AuditAsk(1, AuditId.Parse($"a-{day}"), UnitId.Parse("head"), OutletId.Parse(outlet),
            SmallBank.Day(day), null, 7, Digest.Zero, at);
        AuditFinding[] wrong = holds != false ? [] : [.. Enumerable.Range(1, 5).Select(
            n => AuditFinding.Of(DeviceId.Parse("d-1"), JournalId.Parse("j-1"), n, AuditFaults.Missing))];
        return new(ask, holds is not null, holds is not { } said ? null
            : new(ask.Id, ask.Outlet, ask.Day, 7, said, 1, 812, 240, 0, wrong, at));
    }

    [GeneratedRegex("(?s)<tr>.*?</tr>")]
    private static partial Regex Row();
}
