using System.Security.Cryptography;
using System.Text;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Verify.Office;
using RatingDevice.Simulation.HeadOffice;

namespace RatingDevice.Tests.Verify.Office;

/// <summary>
/// Somebody with head office's database and a shell for it; verification finds what was done and names it.
/// Run over every real store.
/// </summary>
public abstract class OfficeCheckContract : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 21), Month = new(2026, 11, 1);
    private static readonly DateTimeOffset Kept = new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero);

    private readonly OutletScript _one = new("o-1"), _two = new("o-2");
    private readonly List<SignedStatement> _said = [];

    protected OfficeCheckContract()
    {
        _one.Waits = new Dictionary<string, long> { ["wait:3"] = 2 };
        _said.AddRange(
        [
            _one.Rated(Day, "0071", 9, 1, 0, 0), _one.Rated(Day.AddDays(1), "0072", 5, 0, 0, 0),
            _one.Month(Month), _one.Quarter(Month), _one.Rated(Day, "0071", 8, 1, 0, 0), _one.Month(Month),
            _two.Rated(Day, "0071", 4, 0, 0, 1), _two.Rated(Day.AddDays(31), "0080", 4, 0, 0, 1),
        ]);
    }

    internal abstract IRatingStore Store { get; }

    private OutletId One => _one.Outlet;

    private BankTree Tree => BankFile.Form.Parse(Encoding.UTF8.GetBytes($"""
        kind,id,name,parent,zone,key
        unit,head,总行,,,
        outlet,o-1,一号,head,Asia/Shanghai,
        outlet,o-2,二号,head,Asia/Shanghai,
        key,o-1,,,,{_one.Fingerprint}
        key,o-2,,,,{_two.Fingerprint}
        """), ".csv").Value!;

    public virtual void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_was_received_holds()
    {
        Receive();
        var seen = new List<OfficeProgress>();
        var report = OfficeCheck.Run(Store.Statements, Tree, seen.Add);
        Assert.Equal("", Told(report));
        Assert.Equal((2, 8L, 2), (report.Outlets, report.Statements, report.Journals));
        Assert.True(report.Rows > 30, $"{report.Rows}");
        Assert.Empty(report.Notes);
        Assert.Equal([1, 2], seen.Select(s => s.OutletsDone));
        // the first edition's range is no longer stated, and a month has none
        Assert.Equal((29L, 21L, 40L), (report.Unstated[0].Unstated, report.Unstated[0].Holes[0].First,
            report.Unstated[0].Holes[0].Last));
    }

    [Fact]
    public void Days_cut_by_another_zone_than_the_tree_says_are_named()
    {
        Receive();
        var tree = BankFile.Form.Parse(Encoding.UTF8.GetBytes($"""
            kind,id,name,parent,from,zone,cut_over_hour,key
            unit,head,总行,,,,,
            outlet,o-1,一号,head,,Asia/Shanghai,,
            outlet,o-1,,head,2026-11-22,Asia/Shanghai,4,
            outlet,o-2,二号,head,,Asia/Shanghai,,
            key,o-1,,,,,,{_one.Fingerprint}
            key,o-2,,,,,,{_two.Fingerprint}
            """), ".csv").Value!;
        var report = OfficeCheck.Run(Store.Statements, tree);
        Assert.Equal("o-1: 1 of its days, 2026-11-22 to 2026-11-22, were cut otherwise than the tree says, "
            + "the first by Asia/Shanghai, 0 h; it says Asia/Shanghai, 4 h", Told(report));
    }

    [Fact]
    public void A_tellers_row_with_another_count_is_named()
    {
        Receive();
        Alter(Grain.Day, StatedPart.Teller, Day, "0071", "rated", 10);
        Assert.Equal("o-1: 2026-11-21 teller 0071: rated is 10, by the statements 9", Told());
    }

    [Theory]
    [InlineData(Grain.Month, StatedPart.Whole, "", "o-1: 2026-11 the whole outlet: rated is 99")]
    [InlineData(Grain.Month, StatedPart.Teller, "0072", "o-1: 2026-11 teller 0072: rated is 99")]
    [InlineData(Grain.Day, StatedPart.Waits, "", "o-1: 2026-11-21 waiting times: rated is 99")]
    [InlineData(Grain.Day, StatedPart.Teller, "", "o-1: 2026-11-21 nobody's counts: rated is 99")]
    public void A_row_of_a_month_of_waiting_times_or_of_nobody_is_named_too(
        object grain, object part, string teller, string told)
    {
        Receive();
        var of = (Grain)grain;
        Alter(of, (StatedPart)part, of == Grain.Month ? Month : Day, teller, "rated", 99);
        Assert.StartsWith(told, Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_missing_and_rows_nobody_stated_are_named()
    {
        Receive();
        Close();
        Drop(Key(Grain.Day, StatedPart.Teller, Day, "0071"));
        Put(new(Key(Grain.Day, StatedPart.Teller, Day, "0080"), Counts(("rated", 3))));
        Put(new(Key(Grain.Day, StatedPart.Whole, Day.AddDays(20), ""), Counts(("rated", 4))));
        Put(new(Key(Grain.Month, StatedPart.Whole, new(2026, 12, 1), ""), Counts(("rated", 5))));
        Assert.Equal(
            [
                "o-1: 2026-11-21 teller 0071: the row is missing",
                "o-1: 2026-11-21 teller 0080: a row is held that no statement makes",
                "o-1: 2026-12 the whole outlet: a row is held that no statement makes",
                "o-1: 2026-12-11 the whole outlet: a row is held that no statement makes",
            ], Told().Split('\n').Select(t => t.Split(" (")[0]).Order(StringComparer.Ordinal));
        Assert.Contains("makes (rated 3)", Told());
    }

    [Fact]
    public void A_report_and_a_teller_that_are_held_otherwise_are_named()
    {
        Receive();
        Close();
        AlterReport(One, Day, 5);
        DropTeller(TellerId.Parse("0072"), One);
        Assert.Equal(
            "o-1: 2026-11-21: of its report entries is 5, by the statements 10\n"
            + "o-1: teller 0072 is named by statements and not held", Told());
    }

    [Fact]
    public void A_body_that_was_altered_is_named_and_the_other_outlets_are_still_compared()
    {
        Receive();
        var body = Encoding.UTF8.GetString(_said[1].Body.Span).Replace(
            "\"rated\":5", "\"rated\":6", StringComparison.Ordinal);
        Close();
        AlterBody(One, 2, Encoding.UTF8.GetBytes(body));
        Alter(_two.Outlet, Grain.Day, StatedPart.Teller, Day, "0071", "rated", 99);
        var told = Told().Split('\n');
        Assert.StartsWith("o-1: statement 2: ", told[0], StringComparison.Ordinal);
        Assert.Contains("altered", told[0]);
        Assert.StartsWith("o-2: 2026-11-21 teller 0071: rated is 99", told[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_signed_anew_with_a_key_the_tree_does_not_name_is_named()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Receive();
        Close();
        foreach (var signed in _said.Where(s => s.Head.Outlet == One))
        {
            AlterEnvelope(One, signed.Head.N,
                StatementText.Write(SignedStatement.Of(signed.Statement, other).Envelope));
        }

        Assert.StartsWith("o-1: statement 1: it is signed with the key ", Told(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_taken_out_of_the_end_leaves_what_it_said()
    {
        Receive();
        Close();
        DropStatement(One, 6);
        Assert.Contains("o-1: 2026-11: of its report", Told());
    }

    /// <summary>Closes the store, so that its file can be written by others.</summary>
    internal abstract void Close();

    /// <summary>Puts a row in the place of one of its key, past the program.</summary>
    internal abstract void Put(StatedRow row);

    internal abstract void Drop(StatedKey key);

    internal abstract void AlterReport(OutletId outlet, DateOnly day, long entries);

    internal abstract void DropTeller(TellerId teller, OutletId outlet);

    internal abstract void AlterBody(OutletId outlet, long n, byte[] body);

    internal abstract void AlterEnvelope(OutletId outlet, long n, byte[] envelope);

    internal abstract void DropStatement(OutletId outlet, long n);

    private void Receive()
    {
        foreach (var signed in _said) Store.Statements.Keep(StatementGroup.Received([signed], Kept));
    }

    private void Alter(
        Grain grain, StatedPart part, DateOnly first, string teller, string measure, long count) =>
        Alter(One, grain, part, first, teller, measure, count);

    private void Alter(OutletId outlet, Grain grain, StatedPart part, DateOnly first, string teller,
        string measure, long count)
    {
        var key = Key(grain, part, first, teller) with { Outlet = outlet };
        var row = Store.Statements.Figures.Rows(new(grain, part, first, first, outlet))
            .Single(r => r.Key == key);
        var counts = StatedCounts.Read(row.Counts).ToDictionary();
        counts[measure] = count;
        Close();
        Put(row with { Counts = StatedCounts.Write(counts) });
    }

    private StatedKey Key(Grain grain, StatedPart part, DateOnly first, string teller) => new(
        grain, part, first, One, teller.Length == 0 ? null : TellerId.Parse(teller));

    private static byte[] Counts(params (string Measure, long Count)[] counts) =>
        StatedCounts.Write(counts.Select(c => KeyValuePair.Create(c.Measure, c.Count)));

    private string Told() => Told(OfficeCheck.Run(Store.Statements, Tree));

    private static string Told(OfficeReport report) =>
        string.Join('\n', report.Faults.Listed.Select(f => $"{f.Outlet}: {f.What}"));
}
