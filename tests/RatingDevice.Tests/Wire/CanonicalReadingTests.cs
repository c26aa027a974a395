using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Wire;

/// <summary>There are two readers of a line. Nobody must be able to tell which of them read it.</summary>
public sealed class CanonicalReadingTests
{
    private static readonly byte[][] Examples =
        [.. WireExamples.Drafts("key").Select((e, i) => WireText.Write(e with { N = i + 1 }))];

    [Fact]
    public void Every_counted_kind_is_read_without_the_JSON_reader_and_reads_the_same()
    {
        foreach (var line in Examples)
        {
            Assert.True(WireText.TryReadJson(line, out var json, out var error), error);
            var quick = CanonicalEntry.Read(line);
            Assert.Equal(json is Invited or Rated or Unrated or Stray, quick is not null);
            if (quick is not null) Assert.Equal(json, quick);
        }
    }

    [Fact]
    public void Every_reason_and_trigger_is_read_without_the_JSON_reader()
    {
        foreach (var by in Enum.GetValues<Trigger>())
        {
            foreach (var reason in Enum.GetValues<UnratedReason>())
            {
                var entry = new Unrated
                {
                    N = 5, At = DateTimeOffset.UnixEpoch, Boot = BootId.Parse("b"), Invited = 4, By = by,
                    Reason = reason,
                };
                Assert.Equal(entry, CanonicalEntry.Read(WireText.Write(entry)));
            }
        }
    }

    [Theory]
    [InlineData("\"n\":6", "\"n\":06")]
    [InlineData("\"n\":6", "\"n\":6.0")]
    [InlineData("\"n\":6", "\"n\":999999999999999999999")]
    [InlineData("\"0071\"", "\"007\\u0031\"")]
    [InlineData("\"0071\"", "\"柜\"")]
    [InlineData("\"0071\"", "null")]
    [InlineData("00:01:30.000Z", "00:01:60.000Z")]
    [InlineData("2026-11-21T", "2026-02-30T")]
    [InlineData("2026-11-21T", "0000-11-21T")]
    [InlineData("\"up\":90000", "\"up\":9000000000000000")]
    [InlineData(",\"clock\"", " ,\"clock\"")]
    [InlineData("\"synced\"", "\"Synced\"")]
    [InlineData("counter-pc", "counter_pc")]
    [InlineData("}", ",\"by\":\"panel\"}")]
    [InlineData("}", "} ")]
    public void A_line_written_otherwise_gets_the_judgement_of_the_JSON_reader(string find, string put)
    {
        var text = Encoding.UTF8.GetString(Examples[5]).Replace(find, put, StringComparison.Ordinal);
        Same(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void Random_edits_are_judged_the_same()
    {
        Prop.ForAll<int, int, byte>((which, at, value) =>
        {
            var line = Examples[(which & int.MaxValue) % Examples.Length].ToArray();
            var place = (at * 7919 & int.MaxValue) % line.Length; // small numbers reach the whole line
            Same([.. line[..place], value, .. line[(place + 1)..]]);
            Same([.. line[..place], .. line[(place + 1)..]]);
            Same([.. line[..place], value, .. line[place..]]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    private static void Same(byte[] line)
    {
        var json = WireText.TryReadJson(line, out var expected, out var complaint);
        Assert.Equal(json, WireText.TryReadEntry(line, out var entry, out var error));
        Assert.Equal(complaint, error);
        // a list is not equal by value, its text is
        if (json) Assert.Equal(WireText.Write(expected), WireText.Write(entry));
    }
}
