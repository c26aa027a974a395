using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Statements;
using RatingDevice.Tests.Ingest;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Audit;

/// <summary>What head office finds in the lines of a device-day, and what it calls it.</summary>
public sealed class AuditCheckTests : IDisposable
{
    private readonly AuditRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_lines_of_an_honest_outlet_hold_and_give_the_statement_s_counts_again()
    {
        var result = _rig.Check(_rig.Answer());
        Assert.True(result.Holds, string.Join('\n', result.Findings));
        Assert.Equal((2, _rig.Devices.Sum(d => d.Head)), (result.Journals, result.Lines));
        // no feed told of the day, so every count of the statement is made again
        var said = _rig.Statement.Statement.Tellers;
        Assert.Equal((said.Sum(t => (long)t.Counts.Count), 0L), (result.Counts, result.Estimated));
        Assert.Contains(said, t => t.Teller is null && t.Counts.ContainsKey("device-day"));
    }

    [Fact]
    public void An_altered_line_is_named()
    {
        var line = Encoding.UTF8.GetString(_rig.Devices[0].Line(7));
        Assert.Contains("satisfied", line, StringComparison.Ordinal);
        var first = Broken(Swap(line, line.Replace("satisfied", "fair", StringComparison.Ordinal)));
        Assert.Equal(("d-1", 7L), (first.Device.ToString(), first.N));
        Assert.Contains("altered", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_was_taken_out_is_named()
    {
        var first = Broken(Swap(Encoding.UTF8.GetString(_rig.Devices[1].Line(6)) + "\n", ""));
        Assert.Contains("cannot be read", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_of_another_batch_is_named()
    {
        var device = _rig.Devices[0];
        var forged = BatchSignature.Sign(device.Header(1, 9), device.HashOf(5), device.Key).Sig;
        var first = Broken(Swap(_rig.Statement.Statement.Devices[0].Sig!, forged));
        Assert.Equal(device.Head, first.N);
        Assert.Contains("signature", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_signed_by_another_device_s_key_are_named()
    {
        var first = Broken(Swap($"\"key\":\"{_rig.Devices[0].PublicKey}\"",
            $"\"key\":\"{_rig.Devices[1].PublicKey}\"", once: true));
        Assert.Contains("its key is not the one the statement names", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teller_s_count_that_the_lines_do_not_give_is_named()
    {
        var first = Broken(_rig.Answer(), _rig.Forged(s => s with
        {
            Tellers = [.. s.Tellers.Select(t => t with { Counts = t.Counts.ToDictionary(
                c => c.Key, c => c.Key == "level:satisfied" ? c.Value + 3 : c.Value) })],
        }), ask: true);
        Assert.Equal("teller 0071, level:satisfied: the statement says 27, the lines give 24", first.What);
    }

    [Theory]
    [InlineData("flag:same-key", 2)] // of the day, without a feed
    [InlineData("active-day", 1)]
    [InlineData("entries", 7)]
    [InlineData("served", 3)] // nobody told of anybody served
    public void A_derived_count_that_the_lines_do_not_give_is_named(string measure, long more)
    {
        var first = Broken(_rig.Answer(), Said(measure, more), ask: true);
        Assert.StartsWith($"teller -, {measure}: the statement says ", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_is_not_known_here_is_said_and_leaves_the_counts_of_entries()
    {
        var held = _rig.Forged(_ => Said("active-day", 3).Statement with
        {
            Head = _rig.Statement.Head with { Definition = "of-the-bank-1" },
        });
        var result = AuditCheck.Run(
            _rig.Ask with { Hash = held.Hash }, held,
            Swap(_rig.Answer(), _rig.Statement.Hash.ToString(), held.Hash.ToString()),
            DateTimeOffset.UnixEpoch);
        Assert.Contains("definition of-the-bank-1, digest ", Assert.Single(result.Findings).What,
            StringComparison.Ordinal);
        Assert.Equal(6, result.Counts); // two tellers: invited, rated and one level each
    }

    /// <summary>The statement with more of a measure that belongs to nobody.</summary>
    private SignedStatement Said(string measure, long more) => _rig.Forged(s => s with
    {
        Tellers = [.. s.Tellers.Select(t => t.Teller is not null ? t : t with
        {
            Counts = new SortedDictionary<string, long>(
                t.Counts.ToDictionary(c => c.Key, c => c.Value), StringComparer.Ordinal)
            {
                [measure] = t.Counts.GetValueOrDefault(measure) + more,
            },
        })],
    });

    [Fact]
    public void A_statement_that_leaves_out_a_device_s_last_ratings_is_named()
    {
        var device = _rig.Devices[0];
        var first = Broken(_rig.Answer(), _rig.Forged(s => s with
        {
            Devices = [.. s.Devices.Select(d => d.Device != device.Device ? d
                : d with { Last = device.Head - 2, Hash = device.HashOf(device.Head - 2) })],
        }), ask: true);
        Assert.Equal(device.Head - 1, first.N);
        Assert.Contains("outside the range", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_of_which_nothing_came_is_named()
    {
        var answer = AuditAnswer.Read(_rig.Answer(), out _)!;
        Assert.Equal(2, answer.Journals.Count);
        var text = Encoding.UTF8.GetString(_rig.Answer());
        var from = text.IndexOf("{\"line\":\"journal\",\"journal\":\"j-d-2\"", StringComparison.Ordinal);
        var cut = text[..from] + $"{{\"line\":\"end\",\"segments\":{answer.Journals[0].Segments.Count}}}\n";
        var first = Broken(Encoding.UTF8.GetBytes(cut));
        Assert.Equal("d-2", first.Device.ToString());
        Assert.Contains("no line of it came", first.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_byte_of_the_devices_lines_that_is_changed_is_found() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var device = _rig.Devices[random.Next(2)];
            var line = device.Line(random.Next(1, (int)device.Head + 1));
            var answer = _rig.Answer();
            var at = answer.AsSpan().IndexOf(line) + random.Next(line.Length);
            answer[at] ^= (byte)random.Next(1, 16); // another character, never a line feed
            return !_rig.Check(answer).Holds;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void A_line_that_is_told_to_be_of_another_outlet_must_be_in_that_one_s_statement()
    {
        // the device vouches for its lines, not for where it stood
        var answer = Swap("\"outlet\":\"o-1\",\"counter\"", "\"outlet\":\"o-2\",\"counter\"", once: true);
        var first = Broken(answer);
        Assert.Equal(("d-1", 2L), (first.Device.ToString(), first.N));
        Assert.Contains("of outlet o-2, whose statement of the day does not have it", first.What,
            StringComparison.Ordinal);
        var there = _rig.Forged(s => s with { Head = s.Head with { Outlet = OutletId.Parse("o-2") } });
        var moved = AuditCheck.Run(_rig.Ask, _rig.Statement, answer, DateTimeOffset.UnixEpoch, null,
            AuditGround.None with { Newest = (outlet, _) => outlet.ToString() == "o-2" ? there : null });
        Assert.DoesNotContain(moved.Findings, f => f.What.Contains("o-2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_cut_by_other_rules_than_the_bank_s_file_has_is_named()
    {
        AuditResult Look(OutletRules known) => AuditCheck.Run(
            _rig.Ask, _rig.Statement, _rig.Answer(), DateTimeOffset.UnixEpoch,
            ground: AuditGround.None with { Rules = (_, _) => known });
        Assert.True(Look(TestBranch.Shanghai).Holds);
        var prc = TimeZoneInfo.FindSystemTimeZoneById("PRC"); // another name of the same
        Assert.True(Look(TestBranch.Shanghai with { Zone = prc }).Holds);
        var finding = Assert.Single(Look(TestBranch.Shanghai with { CutOverHour = 4 }).Findings);
        Assert.Equal("the statement was cut by Asia/Shanghai, 0 h; the bank's file says Asia/Shanghai, 4 h",
            finding.What);
        Assert.Contains("切日", finding.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n")]
    [InlineData("{\"line\":\"end\",\"segments\":0}\n")]
    public void What_is_no_answer_is_said_to_be_none(string text) => Assert.Contains(
        "the answer cannot be read", Broken(Encoding.UTF8.GetBytes(text)).What, StringComparison.Ordinal);

    [Fact]
    public void A_collector_that_does_not_hold_that_statement_does_not_answer() => Assert.Null(
        AuditEvidence.Answer(_rig.Store, _rig.Store.Statements, _rig.Ask with { Hash = Digest.Of("x"u8) }));

    private AuditFinding Broken(byte[] answer, SignedStatement? held = null, bool ask = false)
    {
        var asked = ask ? _rig.Ask with { Hash = held!.Hash } : _rig.Ask;
        if (ask) answer = Swap(answer, _rig.Statement.Hash.ToString(), held!.Hash.ToString());
        var result = AuditCheck.Run(asked, held ?? _rig.Statement, answer, DateTimeOffset.UnixEpoch);
        Assert.False(result.Holds);
        return result.Findings[0];
    }

    private byte[] Swap(string from, string to, bool once = false) => Swap(_rig.Answer(), from, to, once);

    private static byte[] Swap(byte[] answer, string from, string to, bool once = false)
    {
        var text = Encoding.UTF8.GetString(answer);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        return Encoding.UTF8.GetBytes(once
            ? text[..at] + to + text[(at + from.Length)..]
            : text.Replace(from, to, StringComparison.Ordinal));
    }
}
