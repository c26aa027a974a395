using RatingDevice.Collector.Statements;

namespace RatingDevice.Tests.HeadOffice;

public sealed class StatedCountsTests
{
    [Fact]
    public void Counts_come_back_whatever_they_are_called()
    {
        var random = new Random(7);
        string[] names =
        [
            "invited", "rated", "silent-day", "level:fair", "level:x-9", "flag:soon", "wait:0", "wait:10",
            "wait:360000", "wait:010", "wait:", "wait-asked:60", "wait-unasked:3600", "类型",
            "flagged-level:fair",
        ];
        for (var i = 0; i < 500; i++)
        {
            var counts = names.Where(_ => random.Next(2) == 0).ToDictionary(n => n, _ =>
                random.Next(5) == 0 ? random.NextInt64(-1_000_000_000_000, 1_000_000_000_000)
                    : random.Next(-3, 200));
            var bytes = StatedCounts.Write(counts.Reverse());
            Assert.Equal(bytes, StatedCounts.Write(counts));
            Assert.Equal(counts.Where(c => c.Value != 0).OrderBy(c => c.Key, StringComparer.Ordinal),
                StatedCounts.Read(bytes).OrderBy(c => c.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_tellers_usual_day_takes_less_than_forty_bytes()
    {
        var day = new Dictionary<string, long>
        {
            ["invited"] = 40, ["rated"] = 35, ["unrated"] = 5, ["served"] = 44, ["served-rated"] = 35,
            ["served-unrated"] = 5, ["never-asked"] = 4, ["waited"] = 44, ["waited-s"] = 21_000,
            ["worked"] = 44, ["worked-s"] = 15_000, ["level:very-satisfied"] = 28, ["level:satisfied"] = 5,
            ["level:dissatisfied"] = 2, ["flagged"] = 1,
        };
        Assert.InRange(StatedCounts.Write(day).Length, 1, 40);
    }

    [Theory]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 0, 200 })]
    [InlineData(new byte[] { 60, 2 })]
    [InlineData(new byte[] { 1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 })]
    public void Bytes_that_are_none_are_refused(byte[] bytes) =>
        Assert.Throws<FormatException>(() => StatedCounts.Read(bytes).ToList());
}
