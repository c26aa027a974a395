using System.Net;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.Export;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Dashboard.Pages;

/// <summary>What is missing, refused or nobody's is said on a page of its own; what figures mean on
/// another.</summary>
public sealed class QualityPageTests
{
    [Fact]
    public async Task What_was_refused_and_what_is_nobodys_is_listed()
    {
        await using var rig = await DashboardRig.StartAsync();
        rig.Store.Keep([.. Ratings.Filled().Events(Ratings.Day, Ratings.Day)]);
        rig.Store.Commit(new IntakeGroup([], [], [], [], [],
        [
            new QuarantinedPayload(
                new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero), "rating/v1/o-1/d-1/up", RefusalReason.BadSignature,
                "<b>not signed</b>", 77, "x"u8.ToArray()),
        ]));
        rig.Connect(); // it wrote 20 entries; 15 are held
        var page = await rig.Http.GetStringAsync("/quality?period=2026-11&lang=en");
        Assert.Contains("bad-signature", page, StringComparison.Ordinal);
        Assert.Contains("21 Nov 2026 10:00:00", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;not signed", page, StringComparison.Ordinal);
        Assert.Contains("9999", page, StringComparison.Ordinal);
        Assert.Contains("Unattributed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_sentence_of_every_definition_stands_on_its_page_with_its_hash()
    {
        await using var rig = await DashboardRig.StartAsync();
        var page = WebUtility.HtmlDecode(
            await rig.Http.GetStringAsync("/definitions?period=2026-11&lang=en"));
        foreach (var definition in Definition.All)
        {
            Assert.Contains($"sha256-{definition.Hash}", page, StringComparison.Ordinal);
            Assert.Contains($"/tellers?period=2026-11&definition={definition.Id}", page,
                StringComparison.Ordinal);
            foreach (var sentence in definition.Sentences.Values)
                Assert.Contains(sentence, page, StringComparison.Ordinal);
        }
    }
}
