using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Statements;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Audit;

/// <summary>Audits of days a feed told of.</summary>
public sealed class AuditServedTests : IDisposable
{
    private readonly AuditRig _rig = new(feed: 7);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Every_count_of_a_day_with_a_feed_is_made_again() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed =>
        {
            using var rig = new AuditRig(seed);
            var result = rig.Check(rig.Answer());
            Assert.True(result.Holds, string.Join('\n', result.Findings));
            var said = rig.Statement.Statement;
            Assert.Equal(
                said.Tellers.Sum(t => t.Counts.Count) + (said.Waits?.Counts.Count ?? 0), result.Counts);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData("served")]
    [InlineData("never-asked")]
    [InlineData("waited-s")]
    [InlineData("flag:asked-by-wait")]
    [InlineData("unexplained")]
    public void A_count_of_tickets_that_the_rows_do_not_give_is_named(string measure)
    {
        var first = Broken(_rig.Answer(), Forged(s => s with
        {
            Tellers = [.. s.Tellers.Select(t => t.Teller?.ToString() != "0071" ? t
                : t with { Counts = More(t.Counts, measure) })],
        }));
        Assert.StartsWith(
            $"teller 0071, {measure}: the statement says ", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_of_waiting_times_that_the_rows_do_not_give_is_named()
    {
        var measure = _rig.Statement.Statement.Waits!.Counts.Keys.First();
        var more = new WaitsLine(More(_rig.Statement.Statement.Waits!.Counts, measure));
        var first = Broken(_rig.Answer(), Forged(s => s with { Waits = more }));
        Assert.StartsWith($"teller -, {measure}: the statement says ", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_was_altered_is_found_and_what_it_changes_is_named()
    {
        var row = Rows().First(r => r["void"] is null && r["teller"]?.GetValue<string>() == "0071");
        var findings = Findings(Altered(row, r => r["void"] = "nobody came"));
        Assert.Contains("they are not the", findings[0].What, StringComparison.Ordinal);
        Assert.Contains(findings, f => f.What.StartsWith("teller 0071, void:", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.What.StartsWith("teller 0071, served", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_byte_of_the_rows_that_is_changed_is_found() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rows = ServedText.Write(_rig.Store.Served(AuditRig.Outlet, AuditRig.Day)).Span;
            var answer = _rig.Answer();
            answer[answer.AsSpan().IndexOf(rows) + random.Next(rows.Length)] ^= (byte)random.Next(1, 16);
            return !_rig.Check(answer).Holds;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void A_row_that_was_taken_out_is_found()
    {
        var (text, rows) = (Encoding.UTF8.GetString(_rig.Answer()), Rows());
        var first = Findings(text.Replace(Line(rows[3]), "", StringComparison.Ordinal).Replace(
            $"\"rows\":{rows.Count}", $"\"rows\":{rows.Count - 1}", StringComparison.Ordinal))[0];
        Assert.Equal(
            $"{rows.Count - 1} rows of the served feed came; they are not the {rows.Count} whose digest the "
            + "statement says", first.What);
    }

    [Fact]
    public void Rows_that_did_not_come_at_all_are_missed()
    {
        var (text, rows) = (Encoding.UTF8.GetString(_rig.Answer()), Rows());
        var served = $"{{\"line\":\"served\",\"rows\":{rows.Count}}}\n" + string.Concat(rows.Select(Line));
        Assert.Contains(served, text, StringComparison.Ordinal);
        var first = Findings(text.Replace(served, "", StringComparison.Ordinal))[0];
        Assert.Equal($"no row of the served feed came; the statement says {rows.Count}", first.What);
    }

    [Fact]
    public void Rows_of_a_feed_the_statement_does_not_know_are_found()
    {
        var first = Broken(_rig.Answer(), Forged(s => s with { Served = null }));
        Assert.Contains("no feed told of the day", first.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ticket", "\"A 1\"", "row 4 of the served feed: ")] // no id
    [InlineData("ticket", "\"a001\"", "row 4 of the served feed: ticket a001 stands twice or out of order")]
    [InlineData("called", "1795395723004", "is of another day")]
    [InlineData("called", "999999999999999999", "row 4 of the served feed: ")] // no moment
    [InlineData("type", "\"a:b\"", "'a:b' is not a business type")]
    [InlineData("finished", "-62135596800000", "is not a moment of our time")]
    [InlineData("customer", "\"Li\"", "row 4 of the served feed: ")] // there is no such field
    public void A_row_that_is_none_is_named(string name, string value, string what) => Assert.Contains(
        what, Findings(Altered(Rows()[3], r => r[name] = JsonNode.Parse(value)))[0].What,
        StringComparison.Ordinal);

    [Fact]
    public void While_a_completed_row_waits_for_its_amendment_nothing_is_answered_then_by_the_amendment()
    {
        _rig.Complete();
        Assert.Null(AuditEvidence.Answer(_rig.Store, _rig.Store.Statements, _rig.Ask));
        _rig.Settle();
        Assert.Null(AuditEvidence.Answer(_rig.Store, _rig.Store.Statements, _rig.Ask));
        var amended = _rig.Seal();
        Assert.Equal((2, 2L), (amended.Head.Edition, amended.Head.N));
        var result = _rig.Check(_rig.Answer(), amended);
        Assert.True(result.Holds, string.Join('\n', result.Findings));
        Assert.Equal(2, result.N);
    }

    [Fact]
    public void An_answer_by_another_day_s_statement_is_none()
    {
        var later = _rig.Statement.Head with { Period = "2026-11-22" };
        var first = Broken(_rig.Answer(), Forged(s => s with { Head = later }));
        Assert.Contains("2026-11-21, or a later edition", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_written_like_this_for_ever() // statements that are out hold the digest of it
    {
        var at = new DateTimeOffset(2026, 11, 21, 1, 2, 3, 4, TimeSpan.Zero);
        Assert.True(Collector.Figures.BusinessType.TryParse("对公 <1>", out var type));
        var full = new ServedRow(
            AuditRig.Outlet, AuditRig.Day, ServiceId.Parse("a002"), CounterId.Parse("c-1"),
            TellerId.Parse("0071"), type, at, at.AddSeconds(1), at.AddSeconds(2), "过号");
        var bare = new ServedRow(
            AuditRig.Outlet, AuditRig.Day, ServiceId.Parse("a001"), null, null, null, null, at, null, null);
        var bytes = ServedText.Write([full, bare]).Span;
        Assert.Equal(
            """
            {"ticket":"a001","called":1795222923004}
            {"ticket":"a002","counter":"c-1","teller":"0071","type":"\u5BF9\u516C \u003C1\u003E",
            "issued":1795222923004,"called":1795222924004,"finished":1795222925004,"void":"\u8FC7\u53F7"}

            """.ReplaceLineEndings("\n").Replace(",\n", ",", StringComparison.Ordinal),
            Encoding.UTF8.GetString(bytes));
        Assert.Equal(new ServedLine(2, Digest.Of(bytes)), ServedLine.Of([full, bare]));
        Assert.Equal(bare, ServedText.Read(bytes[..bytes.IndexOf((byte)'\n')], bare.Outlet, bare.Day));
    }

    private static Dictionary<string, long> More(IReadOnlyDictionary<string, long> counts, string measure) =>
        counts.Append(new(measure, 0)).GroupBy(c => c.Key).OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Value) + (g.Key == measure ? 3 : 0));

    private List<JsonObject> Rows() =>
        [.. Encoding.UTF8.GetString(ServedText.Write(_rig.Store.Served(AuditRig.Outlet, AuditRig.Day)).Span)
            .TrimEnd().Split('\n').Select(l => JsonNode.Parse(l)!.AsObject())];

    private static string Line(JsonObject row) => row.ToJsonString() + "\n";

    private string Altered(JsonObject row, Action<JsonObject> change)
    {
        var (text, was) = (Encoding.UTF8.GetString(_rig.Answer()), Line(row));
        Assert.Contains(was, text, StringComparison.Ordinal);
        change(row);
        return text.Replace(was, Line(row), StringComparison.Ordinal);
    }

    private IReadOnlyList<AuditFinding> Findings(string answer)
    {
        var result = _rig.Check(Encoding.UTF8.GetBytes(answer));
        Assert.False(result.Holds);
        return result.Findings;
    }

    private SignedStatement Forged(Func<Statement, Statement> change) => _rig.Forged(change);

    private AuditFinding Broken(byte[] answer, SignedStatement held)
    {
        var text = Encoding.UTF8.GetString(answer)
            .Replace(_rig.Statement.Hash.ToString(), held.Hash.ToString(), StringComparison.Ordinal);
        var result = _rig.Check(Encoding.UTF8.GetBytes(text), held);
        Assert.False(result.Holds);
        return result.Findings[0];
    }
}
