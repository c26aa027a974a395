using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Wire;

public sealed class WireReadingTests
{
    private const string Good =
        """{"kind":"stray","n":3,"p":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","at":"2026-11-21T00:00:01.000Z","boot":"b","up":5,"clock":"synced","level":"fair","count":1}""";

    [Theory]
    [InlineData("\"n\":3", "\"n\":0", "n is missing")]
    [InlineData("\"n\":3,", "", "n is missing")]
    [InlineData("\"n\":3", "\"n\":3,\"n\":4", "duplicate")]
    [InlineData("\"up\":5", "\"up\":-1", "milliseconds")]
    [InlineData("\"up\":5", "\"up\":1e3", "milliseconds")]
    [InlineData("\"clock\":\"synced\"", "\"clock\":1", "")]
    [InlineData("\"clock\":\"synced\"", "\"clock\":\"roughly\"", "")]
    [InlineData("00:00:01.000Z", "00:00:01.000+08:00", "instant")]
    [InlineData("2026-11-21", "2026-13-41", "instant")]
    [InlineData("\"boot\":\"b\"", "\"boot\":\"B b\"", "boot id")]
    [InlineData("\"level\":\"fair\",", "", "level")]
    [InlineData("\"level\":\"fair\"", "\"level\":null", "level id")]
    [InlineData("\"count\":1", "\"count\":0", "count is below 1")]
    [InlineData("AAA\",", "AA\",", "base64url")]
    [InlineData("}", "", "")]
    [InlineData("}", "}}", "")]
    public void A_line_that_is_no_entry_is_refused_with_a_sentence(string find, string put, string says)
    {
        var line = Edited(find, put);
        Assert.False(WireText.TryReadEntry(line, out _, out var error));
        Assert.NotEqual("", error);
        Assert.Contains(says, error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_field_of_a_later_minor_version_is_passed_over()
    {
        var line = Edited("\"count\":1", "\"count\":1,\"mood\":7");
        Assert.True(WireText.TryReadEntry(line, out var entry, out var error), error);
        Assert.Equal(1, Assert.IsType<Stray>(entry).Count);
    }

    [Fact]
    public void A_kind_of_a_later_minor_version_is_still_an_entry()
    {
        var line = Edited("\"stray\"", "\"voice-prompt\"");
        Assert.True(WireText.TryReadEntry(line, out var entry, out var error), error);
        Assert.Equal((typeof(Entry), 3L), (entry.GetType(), entry.N));
    }

    [Theory]
    [InlineData("rating/v1/o-1/d-1/journal", true)]
    [InlineData("rating/v2/o-1/d-1/journal", false)]
    [InlineData("rating/v1/o-1/d-1/journal/x", false)]
    [InlineData("rating/v1/o-1/D1/journal", false)]
    [InlineData("rating/v1//d-1/journal", false)]
    [InlineData("rating/v1/o-1/d-1/JOURNAL", false)]
    [InlineData("", false)]
    public void Topics_of_this_version_and_no_others_are_read(string text, bool reads)
    {
        Assert.Equal(reads, Topic.TryParse(text, out var topic));
        if (reads) Assert.Equal(text, topic.ToString());
    }

    [Fact]
    public void Random_bytes_and_random_edits_never_throw()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        Prop.ForAll<byte[], int, byte>((noise, at, value) =>
        {
            var edited = good.ToArray();
            edited[(at & int.MaxValue) % edited.Length] = value;
            foreach (var bytes in new[] { noise, edited })
            {
                WireText.TryReadEntry(bytes, out _, out _);
                WireText.TryReadHeader(bytes, out _, out _);
                WireText.TryReadAck(bytes, out _, out _);
                WireText.TryReadStatus(bytes, out _, out _);
                WireText.TryReadCommand(bytes, out _, out _);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static byte[] Edited(string find, string put) =>
        Encoding.UTF8.GetBytes(Good.Replace(find, put, StringComparison.Ordinal));
}
