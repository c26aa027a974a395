using System.Text;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Export.Csv;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;
using RatingDevice.Simulation.Store;

namespace RatingDevice.Tests.Export;

/// <summary>The bytes an analyst's Excel gets.</summary>
public sealed class CsvTests
{
    private const string TellerColumns =
        "schema,from,to,outlet,outlet_name,zone,teller,teller_name,teller_label,teller_standing,invited,"
        + "rated,unrated,open,stray,served,answer_rate_percent,rating_rate_percent,satisfaction_rate_percent,"
        + "satisfaction_index,definition,definition_hash,level_other,level_very-satisfied,level_satisfied,"
        + "level_fair,level_dissatisfied\r\n";

    private const string RatingColumns =
        "schema,kind,journal,n,counted,business_day,business_hour,at_utc,at_local,zone,placed_by,outlet,"
        + "counter,device,teller,teller_name,teller_label,service,trigger,invited_n,after_ms,level,level_zh,"
        + "level_en,weight,satisfied,changed,was_level,replaces,definition,definition_hash\r\n";

    private static readonly Period Day = new(Ratings.Day, Ratings.Day);

    private static string Stamp => $"service-rating-2,sha256-{Definition.On(Ratings.Day).Hash}";

    [Fact]
    public async Task Tellers_byte_for_byte()
    {
        var start = "1,2026-11-21,2026-11-21,o-1,示范网点,Asia/Shanghai,";
        var dangerous = "\"'=HYPERLINK(\"\"http://x\"\",\"\"李,四\"\")\"";
        var label = "\"1002 =HYPERLINK(\"\"http://x\"\",\"\"李,四\"\")\"";
        Assert.Equal(
            TellerColumns
            + $"{start}0071,张三,0071 张三,known,3,3,0,0,0,unknown,100.00,,66.66,55.55,{Stamp},0,1,1,0,1\r\n"
            + $"{start}1002,{dangerous},{label},known,2,0,1,1,0,unknown,0.00,,,,{Stamp},0,0,0,0,0\r\n"
            + $"{start}9999,,9999 (unknown),unknown,1,1,0,0,0,unknown,100.00,,0.00,33.33,{Stamp},"
            + $"0,0,0,1,0\r\n{start},,(unattributed),unattributed,1,1,0,0,3,unknown,100.00,,100.00,66.67,"
            + $"{Stamp},0,0,1,0,0\r\n",
            await TellersAsync(Ratings.Filled()));
    }

    [Fact]
    public async Task Ratings_byte_for_byte_each_counted_once_with_what_it_was()
    {
        Assert.Equal(
            RatingColumns
            + Row(2, "02.125", "0071,张三,0071 张三,a-002", 1, 2500,
                "very-satisfied,非常满意,Very satisfied,100,1,0,,")
            + Row(5, "05.125", "0071,张三,0071 张三,a-004", 3, 4000,
                "dissatisfied,不满意,Dissatisfied,0,0,1,satisfied,4")
            + Row(7, "07.125", "0071,张三,0071 张三,a-007", 6, 2500, "satisfied,满意,Satisfied,66.67,1,0,,")
            + Row(11, "11.125", "9999,,9999 (unknown),a-011", 10, 2500, "fair,一般,Fair,33.33,0,0,,")
            + Row(13, "13.125", ",,(unattributed),a-013", 12, 2500, "satisfied,满意,Satisfied,66.67,1,0,,"),
            await RatingsAsync(Ratings.Filled()));

        static string Row(int n, string at, string who, int invited, int after, string level) =>
            $"1,rated,j-1,{n},1,2026-11-21,9,2026-11-21T01:00:{at}Z,2026-11-21 09:00:{at},Asia/Shanghai,"
            + $"clock,o-1,c-1,d-1,{who},counter-pc,{invited},{after},{level},{Stamp}\r\n";
    }

    [Fact]
    public async Task An_auditor_gets_the_replaced_presses_too_marked_as_not_counted()
    {
        var lines = (await RatingsAsync(Ratings.Filled(), withReplaced: true)).Split("\r\n");
        Assert.StartsWith("1,rated,j-1,4,0,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("1,rated,j-1,5,1,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_that_a_clock_set_back_put_before_the_one_it_replaces_still_stands_alone()
    {
        var first = Ratings.Rated(2, "0071", "fair");
        var second = Ratings.Changed(3, "0071", "fair", "satisfied") with { At = first.At.AddHours(-1) };
        var store = new FakeRatingStore().Keep(Ratings.Invited(1, "0071"), first, second);
        var rows = new RatingsQuery(store, Ratings.Registry).Ratings(Day);
        Assert.Equal(3, Assert.Single(rows).Event.N);
    }

    [Fact]
    public async Task It_begins_with_one_byte_order_mark_and_ends_with_a_line_end()
    {
        using var to = new MemoryStream();
        await TellersCsv.WriteAsync(to, Day, [], CancellationToken.None);
        var bytes = to.ToArray();
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'s', (byte)'c'], bytes[..5]);
        Assert.Equal("\r\n", Encoding.UTF8.GetString(bytes[^2..]));
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("张三", "张三")]
    public async Task A_name_cannot_become_a_formula(string name, string cell)
    {
        var registry = new BranchRegistry(Ratings.Registry.Outlets, [], [],
            [new(TellerId.Parse("0071"), OutletId.Parse("o-1"), name)]);
        var text = await TellersAsync(new FakeRatingStore().Keep(Ratings.Invited(1, "0071")), registry);
        Assert.Contains($",0071,{cell},", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_numbers_also_below_zero()
    {
        var store = new FakeRatingStore().Keep(Ratings.Unrated(2, "0071")); // its invitation is not held yet
        Assert.Contains(",known,0,0,1,-1,0,", await TellersAsync(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_outside_the_definition_is_counted_and_shown()
    {
        var store = new FakeRatingStore()
            .Keep(Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "superb"));
        Assert.EndsWith(",1,0,0,0,0\r\n", await TellersAsync(store), StringComparison.Ordinal);
        Assert.Contains(",superb,,,,,0,,,", await RatingsAsync(store), StringComparison.Ordinal);
    }

    private static async Task<string> TellersAsync(IRatingStore store, BranchRegistry? registry = null)
    {
        using var to = new MemoryStream();
        var rows = new FiguresQuery(store, registry ?? Ratings.Registry).Tellers(Day);
        await TellersCsv.WriteAsync(to, Day, rows, CancellationToken.None);
        return Encoding.UTF8.GetString(to.ToArray()[3..]);
    }

    private static async Task<string> RatingsAsync(IRatingStore store, bool withReplaced = false)
    {
        using var to = new MemoryStream();
        var rows = new RatingsQuery(store, Ratings.Registry).Ratings(Day, withReplaced: withReplaced);
        await RatingsCsv.WriteAsync(to, rows, CancellationToken.None);
        return Encoding.UTF8.GetString(to.ToArray()[3..]);
    }
}
