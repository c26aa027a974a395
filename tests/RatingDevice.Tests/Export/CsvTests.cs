using System.Text;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Figures;
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
        + "satisfaction_index,definition,definition_hash,level_other,period_kind,by,counter,counter_name,"
        + "hour,weekday,business_type,feed,feed_days,active_days,served_rated,served_unrated,never_asked,"
        + "device_down,void,unexplained,service_known,service_mean_seconds,satisfied,flagged,answer_rate_n,"
        + "answer_rate_low_percent,answer_rate_high_percent,answer_rate_target_percent,answer_rate_verdict,"
        + "rating_rate_n,rating_rate_low_percent,rating_rate_high_percent,rating_rate_target_percent,"
        + "rating_rate_verdict,satisfaction_rate_n,satisfaction_rate_low_percent,"
        + "satisfaction_rate_high_percent,satisfaction_rate_target_percent,satisfaction_rate_verdict,"
        + "unflagged_satisfaction_rate_percent,unflagged_satisfaction_rate_n,"
        + "unflagged_satisfaction_rate_low_percent,unflagged_satisfaction_rate_high_percent,"
        + "unflagged_satisfaction_index,all_answered_low_percent,all_answered_high_percent,all_answered_of,"
        + "rank,rank_first,rank_last,before_rated,before_satisfaction_rate_percent,change_points,"
        + "change_within_chance,outlet_mean_rated,outlet_mean_satisfaction_rate_percent,"
        + "outlet_mean_satisfaction_index,entries_expected,entries_held,entries_missing,coverage_percent,"
        + "silent_days,unit,unit_name,device,"
        + "level_very-satisfied,level_satisfied,level_fair,level_dissatisfied";

    private const string RatingColumns =
        "schema,kind,journal,n,counted,business_day,business_hour,at_utc,at_local,zone,placed_by,outlet,"
        + "counter,device,teller,teller_name,teller_label,service,trigger,invited_n,after_ms,level,level_zh,"
        + "level_en,weight,satisfied,changed,was_level,replaces,definition,definition_hash,flags\r\n";

    private const string Fields = "from=2026-11-21&to=2026-11-21";

    private static readonly Period Day = new(Ratings.Day, Ratings.Day);

    private static string Stamp => $"service-rating-2,sha256-{Definition.On(Ratings.Day).Hash}";

    [Fact]
    public async Task Columns_keep_their_names_and_places() =>
        Assert.Equal(TellerColumns, (await TellersAsync(Ratings.Filled())).Split("\r\n")[0]);

    [Fact]
    public async Task Tellers_byte_for_byte_as_far_as_the_first_version_went()
    {
        var start = "4,2026-11-21,2026-11-21,o-1,示范网点,Asia/Shanghai,";
        var dangerous = "\"'=HYPERLINK(\"\"http://x\"\",\"\"李,四\"\")\"";
        var label = "\"1002 =HYPERLINK(\"\"http://x\"\",\"\"李,四\"\")\"";
        string[] rows =
        [
            $"{start}0071,张三,0071 张三,known,3,3,0,0,0,no feed,100.00,no feed,66.66,55.55,{Stamp},0,",
            $"{start}1002,{dangerous},{label},known,2,0,1,1,0,no feed,0.00,no feed,,,{Stamp},0,",
            $"{start}9999,,9999 (unknown),unknown,1,1,0,0,0,no feed,100.00,no feed,0.00,33.33,{Stamp},0,",
            $"{start},,(unattributed),unattributed,1,1,0,0,3,no feed,100.00,no feed,100.00,66.67,{Stamp},0,",
        ];
        var written = (await TellersAsync(Ratings.Filled())).Split("\r\n")[1..^1];
        Assert.Equal(
            rows, written.Zip(rows).Select(p => p.First[..Math.Min(p.First.Length, p.Second.Length)]));
        Assert.Equal([",1,1,0,1", ",0,0,0,0", ",0,0,1,0", ",0,1,0,0"], written.Select(r => r[^8..]));
    }

    [Fact]
    public async Task Ratings_byte_for_byte_each_counted_once_with_what_it_was()
    {
        Assert.Equal(
            RatingColumns
            + Row(2, "02.125", "0071,张三,0071 张三,a-002", 1, 2500,
                "very-satisfied,非常满意,Very satisfied,100,1,0,,", "after-last")
            + Row(5, "05.125", "0071,张三,0071 张三,a-004", 3, 4000,
                "dissatisfied,不满意,Dissatisfied,0,0,1,satisfied,4")
            + Row(7, "07.125", "0071,张三,0071 张三,a-007", 6, 2500, "satisfied,满意,Satisfied,66.67,1,0,,")
            + Row(11, "11.125", "9999,,9999 (unknown),a-011", 10, 2500, "fair,一般,Fair,33.33,0,0,,")
            + Row(13, "13.125", ",,(unattributed),a-013", 12, 2500, "satisfied,满意,Satisfied,66.67,1,0,,"),
            await RatingsAsync(Ratings.Filled()));

        // five within seconds at the end of the day; but the first, each asked a second after the one before
        static string Row(
            int n, string at, string who, int invited, int after, string level,
            string flags = "after-last reopened") =>
            $"2,rated,j-1,{n},1,2026-11-21,9,2026-11-21T01:00:{at}Z,2026-11-21 09:00:{at},Asia/Shanghai,"
            + $"clock,o-1,c-1,d-1,{who},counter-pc,{invited},{after},{level},{Stamp},{flags}\r\n";
    }

    [Fact]
    public async Task An_auditor_gets_the_replaced_presses_too_marked_as_not_counted()
    {
        var lines = (await RatingsAsync(Ratings.Filled(), withReplaced: true)).Split("\r\n");
        Assert.StartsWith("2,rated,j-1,4,0,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("2,rated,j-1,5,1,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_that_a_clock_set_back_put_before_the_one_it_replaces_still_stands_alone()
    {
        var first = Ratings.Rated(2, "0071", "fair");
        var second = Ratings.Changed(3, "0071", "fair", "satisfied") with { At = first.At.AddHours(-1) };
        var store = new FakeRatingStore().Keep(Ratings.Invited(1, "0071"), first, second);
        var rows = new RatingsQuery(store, Ratings.Registry, DefinitionBook.BuiltIn)
            .Ratings(new(Scope.All, Day, By.Total));
        Assert.Equal(3, Assert.Single(rows).Event.N);
    }

    [Fact]
    public async Task It_begins_with_one_byte_order_mark_and_ends_with_a_line_end()
    {
        var bytes = await Exported.BytesAsync(
            new FakeRatingStore(), Ratings.Registry, ExportWhat.Tellers, ExportFormat.Csv, Fields);
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
        var row = Assert.Single(Exported.Rows(await Exported.BytesAsync(
            store, Ratings.Registry, ExportWhat.Tellers, ExportFormat.Csv, Fields)));
        Assert.Equal(("1", "1", "0", "0"),
            (row["rated"], row["level_other"], row["satisfied"], row["level_dissatisfied"]));
        Assert.Contains(",superb,,,,,0,,,", await RatingsAsync(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gb18030_carries_every_character_without_a_mark()
    {
        var registry = new BranchRegistry(Ratings.Registry.Outlets, [], [],
            [new(TellerId.Parse("0071"), OutletId.Parse("o-1"), "李\U00020BB7 é 😀 half \uD83D")]);
        var store = new FakeRatingStore().Keep(Ratings.Invited(1, "0071"));
        var bytes = await Exported.BytesAsync(
            store, registry, ExportWhat.Tellers, ExportFormat.Csv, Fields + "&encoding=gb18030");
        Assert.Equal((byte)'s', bytes[0]);
        var text = System.Text.CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetString(bytes);
        Assert.Contains(",李\U00020BB7 é 😀 half \uFFFD,", text, StringComparison.Ordinal);
        Assert.Equal(
            await TellersAsync(store, registry), text);
        Assert.Equal(0xC0EE, bytes.Index().Where(b => b.Item == 0xC0).Select(b => (b.Item << 8)
            | bytes[b.Index + 1]).First()); // 李
    }

    [Fact]
    public async Task Every_day_and_teller_is_a_row_of_the_daily_figures()
    {
        var store = new FakeRatingStore().Keep(
            Ratings.Invited(1, "0071"), Ratings.Rated(2, "0071", "fair"),
            Ratings.Invited(3, "0071", Ratings.Day.AddDays(2)), Ratings.Invited(4, "1002", Ratings.Day));
        var rows = Exported.Rows(await Exported.BytesAsync(
            store, Ratings.Registry, ExportWhat.Daily, ExportFormat.Csv, "period=2026-11"));
        Assert.Equal(
            ["2026-11-21 0071 1", "2026-11-21 1002 0", "2026-11-23 0071 0"],
            rows.Select(r => $"{r["from"]} {r["teller"]} {r["rated"]}"));
        Assert.All(rows, r => Assert.Equal((r["from"], "day"), (r["to"], r["period_kind"])));
    }

    private static Task<string> TellersAsync(IRatingStore store, BranchRegistry? registry = null) =>
        Exported.CsvAsync(store, registry ?? Ratings.Registry, ExportWhat.Tellers, Fields);

    private static Task<string> RatingsAsync(IRatingStore store, bool withReplaced = false) =>
        Exported.CsvAsync(store, Ratings.Registry, ExportWhat.Ratings,
            withReplaced ? Fields + "&replaced=include" : Fields);
}
