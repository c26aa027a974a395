using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Touch;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>The page as files: both languages whole, nothing fetched from elsewhere, text readable.</summary>
public sealed partial class TouchPageTests
{
    private static readonly Dictionary<string, string> Files = new PageFiles(
        [new TouchLevel(LevelCode.Parse("good"), "好<b>", "Good")], openSignOn: true)
        .Files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetString(f.Value.Bytes));

    private static readonly Dictionary<string, string> Zh = Words("zh"), En = Words("en");

    [Fact]
    public void Both_languages_say_everything_with_the_same_holes()
    {
        Assert.Equal(Zh.Keys.Order(), En.Keys.Order());
        foreach (var (name, text) in Zh)
        {
            Assert.NotEqual("", text.Trim());
            Assert.NotEqual("", En[name].Trim());
            Assert.Equal(Holes(text), Holes(En[name]));
            Assert.True(text.Any(c => c > 0x2e80), $"'{name}' is not Chinese: {text}");
            Assert.DoesNotContain(En[name], c => c > 0x2e80);
        }
    }

    [Fact]
    public void Every_mood_and_every_fault_has_its_words()
    {
        foreach (var mood in Enum.GetValues<PanelMood>().Select(ViewJson.Kebab).Append("starting"))
        {
            Assert.Contains($"{mood}.head", Zh.Keys);
            Assert.Contains($"{mood}.body", Zh.Keys);
        }
        foreach (var fault in Enum.GetValues<FaultCode>())
            Assert.Contains($"fault.{ViewJson.Kebab(fault)}", Zh.Keys);
        foreach (var part in Enum.GetValues<DevicePart>())
            Assert.Contains($"part.{ViewJson.Kebab(part)}", Zh.Keys);
        DevicePart[] noStep = [DevicePart.Journal, DevicePart.Reader];
        var steps = Enum.GetValues<DevicePart>().Except(noStep).Select(ViewJson.Kebab);
        foreach (var step in steps.Append("over"))
            Assert.Contains($"service.{step}", Zh.Keys);
    }

    [Fact]
    public void Every_word_the_page_asks_for_is_there_and_none_is_left_over()
    {
        var html = AskedInHtml().Matches(Files["/index.html"]).Select(m => m.Groups[1].Value).ToArray();
        var asked = html
            .Concat(Files.Where(f => f.Key.EndsWith(".js", StringComparison.Ordinal))
                .SelectMany(f => QuotedInScript().Matches(f.Value)).Select(m => m.Groups[1].Value))
            .ToHashSet();
        Assert.All(html, name => Assert.Contains(name, Zh.Keys));
        Assert.All(Zh.Keys.Where(name => !IsAskedByCode(name)), name => Assert.Contains(name, asked));
        foreach (Match m in WordCall().Matches(Files["/panel.js"] + Files["/keys.js"]))
            Assert.Contains(m.Groups[1].Value, Zh.Keys);
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere_and_nothing_runs_inline()
    {
        foreach (var (path, text) in Files)
        {
            var plain = text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            var found = Elsewhere().Match(plain).Value;
            Assert.True(found == "", $"{path} names another place: {found}");
        }
        Assert.DoesNotMatch(@"<script(?![^>]*\bsrc=)|<style|\bstyle=|\son\w+=", Files["/index.html"]);
        foreach (var script in Files.Where(f => f.Key.EndsWith(".js", StringComparison.Ordinal)))
            Assert.DoesNotMatch(@"(inner|outer|Adjacent)HTML|document\.write|eval\(", script.Value);
    }

    [Fact]
    public async Task Every_answer_forbids_what_the_page_does_not_need()
    {
        await using var rig = new TouchRig();
        await using var run = new PanelRun(rig.Panel);
        await rig.Serving;
        foreach (var path in Files.Keys.Append("/nothing"))
        {
            using var answer = await rig.Http.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; script-src 'self';", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public void The_levels_are_sent_as_data_and_not_as_markup()
    {
        using var levels = JsonDocument.Parse(Files["/levels.json"]);
        Assert.Equal("好<b>", levels.RootElement[0].GetProperty("zh").GetString());
        Assert.Equal("good", levels.RootElement[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("ink", "ground")]
    [InlineData("ink", "card")]
    [InlineData("ink", "resting-ground")]
    [InlineData("soft", "ground")]
    [InlineData("soft", "card")]
    [InlineData("soft", "resting-ground")]
    [InlineData("brand", "ground")]
    [InlineData("brand", "card")]
    [InlineData("on-brand", "brand")]
    [InlineData("on-brand", "alarm")]
    [InlineData("alarm", "ground")]
    [InlineData("alarm", "card")]
    [InlineData("alarm", "alarm-ground")]
    [InlineData("good", "ground")]
    [InlineData("card", "shade-0")]
    [InlineData("card", "shade-1")]
    [InlineData("card", "shade-2")]
    [InlineData("card", "shade-3")]
    [InlineData("card", "shade-4")]
    [InlineData("card", "shade-5")]
    public void Text_stands_out_from_its_ground(string text, string ground)
    {
        var ratio = Ratio(Luminance(Colour(text)), Luminance(Colour(ground)));
        Assert.True(ratio >= 4.5, $"{text} on {ground} has contrast {ratio:0.00}, below 4.5");
    }

    [Fact]
    public void The_focus_ring_stands_out_from_every_ground()
    {
        foreach (var ground in new[] { "ground", "card" })
            Assert.InRange(Ratio(Luminance(Colour("focus")), Luminance(Colour(ground))), 3, 21);
    }

    /// <summary>Names put together from a mood, a fault code or a part of the device.</summary>
    private static bool IsAskedByCode(string name) =>
        name.StartsWith("fault.", StringComparison.Ordinal)
        || name.StartsWith("part.", StringComparison.Ordinal)
        || name.StartsWith("service.", StringComparison.Ordinal)
        || name.EndsWith(".head", StringComparison.Ordinal)
        || name.EndsWith(".body", StringComparison.Ordinal);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(m => m.Value);

    private static Dictionary<string, string> Words(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Files[$"/words-{language}.json"])!;

    private static int[] Colour(string name)
    {
        var css = Files["/panel.css"] + Files["/keys.css"];
        var hex = Regex.Match(css, $"--{name}: #([0-9a-f]{{6}});").Groups[1].Value;
        Assert.True(hex.Length == 6, $"no colour --{name}");
        return [.. Convert.FromHexString(hex).Select(b => (int)b)];
    }

    /// <summary>Relative luminance as WCAG 2.2 defines it.</summary>
    private static double Luminance(int[] colour)
    {
        var linear = colour.Select(c => c / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static double Ratio(double one, double other) =>
        (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Hole();

    [GeneratedRegex("data-(?:word|label)=\"([^\"]+)\"")]
    private static partial Regex AskedInHtml();

    [GeneratedRegex("\"([a-z]+(?:[-.][a-z]+)*)\"")]
    private static partial Regex QuotedInScript();

    [GeneratedRegex("\\bword\\(\"([^\"]+)\"")]
    private static partial Regex WordCall();

    [GeneratedRegex(@"https?:|[""'(]//|\bimport\s*\(|@import|url\(")]
    private static partial Regex Elsewhere();
}
