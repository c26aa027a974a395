using System.Text;
using Microsoft.Data.Sqlite;
using RatingDevice.Collector.Store.Sqlite;
using RatingDevice.Collector.Verify;
using RatingDevice.Simulation.Ingest;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Verify;

/// <summary>
/// Somebody with the file and a SQLite shell; verification finds what was done and names it.
/// </summary>
public sealed class TamperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rating-tamper").FullName;
    private readonly JournalScript _d1 = new(), _d2 = new("d-2");
    private readonly SqliteStoreOptions _options;

    public TamperTests()
    {
        _options = new SqliteStoreOptions(Path.Combine(_folder, "branch.db"));
        _d1.SignOn("1001"); // 2
        _d1.Rate(_d1.Invite(), "satisfied"); // 3, 4
        var rated = _d1.Rate(_d1.Invite(), "fair"); // 5, 6
        _d1.Change(rated, "satisfied"); // 7
        _d1.Unrate(_d1.Invite()); // 8, 9
        _d2.Rate(_d2.Invite(), "dissatisfied");
        using var store = SqliteRatingStore.Open(_options);
        using var feeder = new Feeder(store);
        feeder.Feed(_d1.Message(_d1.Batch(1, 5)), _d2.Message(_d2.BatchFrom(1)));
        feeder.Feed(_d1.Message(_d1.BatchFrom(6)));
    }

    public static TheoryData<string, long, string, string> Rows => new()
    {
        // sql, entry named, sentence, figures still right
        { $"UPDATE event SET level = {Word("fair")} WHERE n = 4", 4, "level is fair", "" },
        { "UPDATE event SET teller = NULL WHERE journal = 1 AND n = 6", 6, "teller is absent", "" },
        { "UPDATE event SET slot = slot + 1 WHERE journal = 1 AND n = 3", 3, "hour is", "" },
        { "UPDATE event SET at = at + 1 WHERE journal = 1 AND n = 9", 9, "at is", "" },
        { "DELETE FROM event WHERE journal = 1 AND n = 4", 4, "typed row is missing", "" },
        { "UPDATE event SET n = 2 WHERE journal = 1 AND n = 3", 2, "without a line", "" },
        { "CREATE TEMP TABLE c AS SELECT * FROM event WHERE journal = 1 AND n = 4; UPDATE c SET n = 99;"
            + " INSERT INTO event SELECT * FROM c", 99, "without a line", "" },
        { "UPDATE moment SET kind = 5", 2, "kind is SignOff, by the line SignOn", "" },
        { "DELETE FROM moment", 2, "typed row is missing", "" },
        { "UPDATE moment SET n = 3", 2, "typed row is missing", "" },
        { "DELETE FROM segment WHERE journal = 1 AND first = 6", 6, "lines end at 5", "off" },
        { "DELETE FROM segment WHERE journal = 1 AND first = 1", 1, "follow where 1 should", "off" },
        { "UPDATE journal SET head = 8 WHERE id = 1", 9, "lines end at 9", "" },
        { "UPDATE journal SET key = (SELECT key FROM journal WHERE id = 2) WHERE id = 1",
            1, "first line", "" },
        { "UPDATE segment SET header = (SELECT header FROM segment WHERE journal = 2)"
            + " WHERE journal = 1 AND first = 6", 9, "header is of other lines", "" },
        { "UPDATE segment SET hash = zeroblob(32) WHERE journal = 1 AND first = 6", 9, "altered", "" },
    };

    public void Dispose()
    {
        _d1.Dispose();
        _d2.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void An_untouched_store_says_what_was_checked()
    {
        var seen = 0L;
        using var store = SqliteRatingStore.OpenSnapshot(_options);
        var report = Verification.Run(store, TestBranch.Registry, p => seen = p.Entries);
        Assert.True(report.Ok, string.Join('\n', report.Faults));
        Assert.True(report is { ChainOk: true, RollupsEqualRebuild: true });
        Assert.Equal((2, 3L, 12L, 9L), (report.Journals, report.Segments, report.Entries, report.Events));
        Assert.Equal(12, seen);
        Assert.True(report.Cells > 5);
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_row_that_was_altered_is_named(string sql, long n, string what, string rollups)
    {
        Run(sql);
        var report = Check();
        var fault = report.Faults[0];
        Assert.Equal((_d1.Journal, n), (fault.Journal, fault.N));
        Assert.Contains(what, fault.What);
        Assert.False(report.ChainOk);
        Assert.Equal(rollups.Length == 0, report.RollupsEqualRebuild);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    public void A_line_that_was_edited_is_named(long n)
    {
        Lines(n, lines => lines[n] = lines[n].Replace("\"up\":", "\"up\":1", StringComparison.Ordinal));
        var fault = Check().Faults[0];
        Assert.Equal((_d1.Journal, n), (fault.Journal, fault.N));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void A_line_that_was_deleted_is_named(long n)
    {
        Lines(n, lines => lines.Remove(n));
        var fault = Check().Faults[0];
        Assert.Equal((_d1.Journal, n), (fault.Journal, fault.N));
    }

    [Fact]
    public void Two_lines_that_were_swapped_are_named()
    {
        Lines(3, lines => (lines[3], lines[4]) = (lines[4], lines[3]));
        var fault = Check().Faults[0];
        Assert.Equal((_d1.Journal, 3L), (fault.Journal, fault.N));
        Assert.Contains("line 4 stands here", fault.What);
    }

    [Fact]
    public void A_rollup_that_was_altered_is_named_and_rebuilt()
    {
        Run($"UPDATE rollup SET count = count + 3 WHERE measure = {Word("level:satisfied")}");
        var report = Check();
        Assert.True(report.ChainOk);
        Assert.False(report.RollupsEqualRebuild);
        var fault = Assert.Single(report.Faults);
        Assert.Contains("c-1/d-1 teller 1001 level:satisfied is 3 more", fault.What);
        using (var store = SqliteRatingStore.Open(_options)) Assert.Equal(1, Rebuild.Repair(store));
        Assert.True(Check().Ok);
    }

    [Fact]
    public void A_rollup_that_was_deleted_is_named()
    {
        Run($"DELETE FROM rollup WHERE measure = {Word("unrated")}");
        Assert.Contains("unrated is 1 less", Check().Faults.Single().What);
    }

    [Theory]
    [InlineData(1, "day 2026-11-21 o-1/c-1/d-1 teller 1001 unrated is 3 more than its hours give",
        "month from 2026-11-01 o-1/c-1/d-1 teller 1001 unrated is 3 less than its days give")]
    [InlineData(2, "month from 2026-11-01 o-1/c-1/d-1 teller 1001 unrated is 3 more than its days give")]
    public void A_sum_that_was_altered_is_named(int grain, params string[] what)
    {
        Run($"UPDATE rollup SET count = count + 3 WHERE grain = {grain} AND measure = {Word("unrated")}");
        var report = Check();
        Assert.Equal(what, report.Faults.Select(f => f.What));
        Assert.False(report.RollupsEqualRebuild);
    }

    [Fact]
    public void A_derived_sum_that_was_altered_is_named()
    {
        using (var store = SqliteRatingStore.Open(_options))
        {
            var (day, post) = (store.Dirty(1).Single(), TestBranch.Post("d-1"));
            store.Settle(new(day, [new(new(day.Day, 9), post, null, "type:对公:wait:120", 2)]));
        }

        Assert.True(Check().Ok);
        Run("DELETE FROM rollup WHERE grain = 2 AND kind = 3");
        Assert.Contains("type:对公:wait:120 is 2 less than its days give", Check().Faults.Single().What);
    }

    [Fact]
    public void A_journal_taken_out_whole_leaves_rollups_without_lines()
    {
        Run("DELETE FROM journal WHERE id = 2");
        Run("DELETE FROM segment WHERE journal = 2");
        Run("DELETE FROM event WHERE journal = 2");
        Assert.False(Check().RollupsEqualRebuild);
    }

    [Fact]
    public void A_key_that_is_not_the_registered_one_is_named()
    {
        using var store = SqliteRatingStore.OpenSnapshot(_options);
        var report = Verification.Run(store, TestBranch.With(Digest.Of("other"u8)));
        Assert.Equal((_d1.Journal, 1L), (report.Faults[0].Journal, report.Faults[0].N));
    }

    private static string Word(string text) => $"(SELECT id FROM word WHERE text = '{text}')";

    private VerificationReport Check()
    {
        using var store = SqliteRatingStore.OpenSnapshot(_options);
        return Verification.Run(store, TestBranch.Registry);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_options.DataSource};Pooling=False");
        connection.Open();
        connection.Run(sql);
    }

    /// <summary>Edits the lines of the segment of journal 1 that has line n.</summary>
    private void Lines(long n, Action<SortedDictionary<long, string>> edit)
    {
        var first = n <= 5 ? 1 : 6;
        var lines = new SortedDictionary<long, string>();
        for (var i = first; i <= (first == 1 ? 5 : 9); i++) lines[i] = Encoding.UTF8.GetString(_d1.Line(i));
        edit(lines);
        using var connection = new SqliteConnection($"Data Source={_options.DataSource};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE segment SET lines = $lines WHERE journal = 1 AND first = $first";
        var text = string.Concat(lines.Values.Select(l => l + "\n"));
        command.Parameters.AddWithValue("$lines", Encoding.UTF8.GetBytes(text));
        command.Parameters.AddWithValue("$first", first);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
