using System.Reflection;
using RatingDevice.Collector.Flags;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Statements;

/// <summary>What a statement may say, line by line.</summary>
public sealed class StatementRulesTests : IDisposable
{
    private const long Over = 1_000_000_000_001;

    private readonly ChainScript _chain = new("o-1");

    public void Dispose() => _chain.Dispose();

    [Theory]
    [InlineData(1, 9, 9, 0, true)]
    [InlineData(1, Over - 1, Over - 1, Over - 1, true)]
    [InlineData(1, long.MaxValue, long.MaxValue, 0, false)]
    [InlineData(1, Over, Over, 0, false)]
    [InlineData(1, 9, Over, 0, false)]
    [InlineData(1, 9, 9, Over, false)]
    [InlineData(1, 9, 9, -1, false)]
    [InlineData(0, 9, 9, 0, false)]
    public void A_range_of_a_journal_has_numbers_that_can_be_added_up(
        long first, long last, long signed, long missing, bool right)
    {
        var line = new DeviceLine(
            DeviceId.Parse("d-1"), CounterId.Parse("c-1"), JournalId.Parse("j-1"), first, last,
            Digest.Of("line"u8), Digest.Of("key"u8), signed, "sig", missing);
        Says(right, "the range of d-1 is none", s => s with { Devices = [line] });
        var silent = new DeviceLine(
            line.Device, line.Counter, null, 0, 0, null, null, 0, null, missing);
        Says(missing is >= 0 and < Over, "what is missing of d-1", s => s with { Devices = [silent] });
        Says(false, "d-1 has a range and no journal",
            s => s with { Devices = [silent with { Missing = 0, SignedTo = 1 }] });
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(Over, false)]
    [InlineData(-1, false)]
    public void Rows_of_the_feed_and_changed_counts_have_limits_too(long count, bool right)
    {
        Says(right, "rows", s => s with { Served = new(count, Digest.Of("rows"u8)) });
        Says(count < Over, "change", s => s with { Changes = [new(null, "rated", count, 3)] });
        Says(count < Over, "change", s => s with { Changes = [new(null, "rated", 3, count)] });
    }

    [Theory]
    [InlineData("rated")]
    [InlineData("served-unrated")]
    [InlineData("worked-s")]
    [InlineData("device-day")]
    [InlineData("level:of-another-scale")]
    [InlineData("flag:of-a-newer-program")]
    [InlineData("flagged-level:fair")]
    public void A_teller_s_measures_are_those_of_the_rollups_whatever_the_level_or_rule(string measure)
    {
        Says(true, "", s => s with { Tellers = [Teller(measure)] });
        Says(false, $"'{measure}' is no measure", s => s with { Waits = new(Counts(measure)) });
    }

    [Theory]
    [InlineData("wait:0")]
    [InlineData("wait:2147483640")]
    [InlineData("wait-asked:60")]
    [InlineData("wait-unasked:120")]
    public void Customers_by_waiting_time_have_whole_seconds(string measure)
    {
        Says(true, "", s => s with { Waits = new(Counts(measure)) });
        Says(false, $"'{measure}' is no measure", s => s with { Tellers = [Teller(measure)] });
    }

    [Theory]
    [InlineData("happy")]
    [InlineData("")]
    [InlineData("level:")]
    [InlineData("level:Sehr gut")]
    [InlineData("flag:a/b")]
    [InlineData("flagged-level:")]
    [InlineData("wait:")]
    [InlineData("wait:abc")]
    [InlineData("wait:010")]
    [InlineData("wait:-10")]
    [InlineData("wait: 10")]
    [InlineData("wait:99999999999999999999")]
    [InlineData("wait-asked:1.5")]
    [InlineData("type:loan:rated")]
    public void What_no_reader_could_count_is_no_measure(string measure)
    {
        Says(false, "is no measure", s => s with { Tellers = [Teller(measure)] });
        Says(false, "is no measure", s => s with { Waits = new(Counts(measure)) });
        Says(false, "is no measure", s => s with { Changes = [new(null, measure, 1, 2)] });
    }

    /// <summary>Whoever adds a measure adds it to the list, or its outlet's statements are refused.</summary>
    [Fact]
    public void Every_measure_of_the_rollups_is_named()
    {
        var names = new[] { typeof(Measures), typeof(Tally) }
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(f => f.GetRawConstantValue()).OfType<string>().Where(n => !n.EndsWith(':')).ToList();
        Assert.Equal(22, names.Count);
        Assert.All(names, n => Assert.True(MeasureNames.IsFigure(n), n));
        Assert.All(FlagRule.All, r => Assert.True(MeasureNames.IsFigure(Measures.FlagPrefix + r), r));
        Assert.True(MeasureNames.IsWait(Measures.Waiting(86_400)));
        Assert.True(MeasureNames.IsWait(Measures.Waiting(86_400, asked: false)));
    }

    private static Dictionary<string, long> Counts(string measure) => new() { [measure] = 1 };

    private static TellerLine Teller(string measure) => new(null, null, Counts(measure));

    private void Says(bool right, string wrong, Func<Statement, Statement> change)
    {
        var body = StatementText.Write(change(_chain.Day("2026-11-20").Statement));
        Assert.Equal(right, StatementText.Read(body, out var said) is not null);
        Assert.Contains(right ? "" : wrong, said, StringComparison.Ordinal);
    }
}
