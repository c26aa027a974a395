using System.Text;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Tests.HeadOffice;

public sealed class BankFileTests
{
    private const string Header = "kind,id,name,parent,from,zone,cut_over_hour,key\n";

    private const string Key = "jGl25bVBBBW96Qi9Te4V37Fnqchz_Eu4qB9vKrRIqRg",
        Newer = "pGl25bVBBBW96Qi9Te4V37Fnqchz_Eu4qB9vKrRIqRg";

    private const string Good = Header
        + "unit,head,总行,,,,,\nunit,b-1,一分行,head,,,,\nunit,b-2,二分行,head,,,,\n"
        + "unit,s-1,\"支行, 甲\",b-1,,,,\nunit,s-1,,b-2,2026-07-01,,,\n"
        + "outlet,o-1,示范网点,s-1,,Asia/Shanghai,4,\noutlet,o-2,二号,b-1,2026-03-01,Asia/Urumqi,,\n"
        + "outlet,o-2,,b-2,2026-06-15,,,\noutlet,o-2,,,2026-09-01,,,\n"
        + $"key,o-1,,,,,,{Key}\nkey,o-1,,,2026-05-01,,,{Newer}\n";

    private const string GoodJson = $$"""
        {
          "units": [{ "id": "head", "name": "总行" }, { "id": "b-1", "name": "一分行", "parent": "head" },
            { "id": "b-2", "name": "二分行", "parent": "head" },
            { "id": "s-1", "name": "支行, 甲", "parent": "b-1" },
            { "id": "s-1", "parent": "b-2", "from": "2026-07-01" }],
          "outlets": [
            { "id": "o-1", "name": "示范网点", "parent": "s-1", "zone": "Asia/Shanghai", "cutOverHour": 4 },
            { "id": "o-2", "name": "二号", "parent": "b-1", "from": "2026-03-01", "zone": "Asia/Urumqi" },
            { "id": "o-2", "parent": "b-2", "from": "2026-06-15" },
            { "id": "o-2", "from": "2026-09-01" }],
          "keys": [{ "id": "o-1", "key": "{{Key}}" },
            { "id": "o-1", "key": "{{Newer}}", "from": "2026-05-01" }]
        }
        """;

    [Fact]
    public void An_outlet_cuts_its_days_by_the_row_of_that_day()
    {
        var outlet = Read(Header + """
            unit,head,,,,,,
            outlet,o-1,,head,,Asia/Shanghai,4,
            outlet,o-1,,head,2026-05-01,,,
            outlet,o-1,,head,2026-06-01,Asia/Urumqi,,
            """, ".csv").Value!.Outlet(O(1))!;
        Assert.Equal(
            [("Asia/Shanghai", 4), ("Asia/Shanghai", 4), ("Asia/Urumqi", 0)],
            new[] { "2026-01-01", "2026-05-31", "2026-06-01" }.Select(d => outlet.RulesOn(Day(d)))
                .Select(r => (r.Zone.Id, r.CutOverHour)));
        Assert.Equal("Asia/Urumqi", outlet.Rules.Zone.Id);
    }

    [Theory]
    [InlineData(Good, ".csv")]
    [InlineData(GoodJson, ".json")]
    public void Both_forms_say_the_same_tree_of_each_day(string text, string extension)
    {
        var reading = Read(text, extension);
        Assert.Empty(reading.Problems);
        var tree = reading.Value!;
        Assert.Equal("总行", tree.Root!.Name);
        Assert.Equal(("Asia/Shanghai", 4), (tree.Outlet(O(1))!.Rules.Zone.Id,
            tree.Outlet(O(1))!.Rules.CutOverHour));
        Assert.Equal("二号", tree.Outlet(O(2))!.Name);
        Assert.Equal([null, "b-1", "b-2", null], new[] { "2026-02-28", "2026-03-01", "2026-06-15",
            "2026-09-01" }.Select(d => tree.Parent(O(2), Day(d))?.Id.ToString()));
        Assert.True(tree.Below(O(1), U("b-1"), Day("2026-06-30")));
        Assert.False(tree.Below(O(1), U("b-1"), Day("2026-07-01")));
        Assert.True(tree.Below(O(1), U("head"), Day("2026-07-01")));
        Assert.Equal(["o-1", "o-2"], Below(tree, "b-1", "2026-04-01"));
        Assert.Equal(["o-1", "o-2"], Below(tree, "b-2", "2026-07-01"));
        Assert.Equal(["o-1"], Below(tree, "head", "2026-09-01"));
        Assert.Equal(["head", "b-2", "s-1"],
            tree.Path(U("s-1"), Day("2026-07-01")).Select(u => u.Id.ToString()));
        Assert.Equal("s-1", tree.Branch(O(1), U("b-1"), Day("2026-01-01"))?.Id.ToString());
        Assert.Equal([Key, Newer], tree.Keys(O(1)).Select(k => k.Fingerprint.ToString()));
        Assert.Empty(tree.Keys(O(2)));
        Assert.Equal([Day("2026-06-15"), Day("2026-07-01")],
            tree.Changes(Day("2026-03-01"), Day("2026-08-31")));
        var children = tree.Children(U("b-2"), Day("2026-07-02"));
        Assert.Equal(("s-1", "o-2"),
            (Assert.Single(children.Units).Id.ToString(), Assert.Single(children.Outlets).Id.ToString()));
    }

    [Theory]
    [InlineData("unit,head,,,,,,\nunit,other,,,,,,", 3, "a bank has one head office")]
    [InlineData("unit,a,,b,,,,\nunit,b,,a,,,,", 0, "there is no head office")]
    [InlineData("unit,head,,,,,,\nunit,a,,b,,,,\nunit,b,,a,,,,", 3, "'a' stands below itself")]
    [InlineData("unit,head,,,,,,\nunit,a,,head,,,,\nunit,b,,a,,,,\nunit,a,,b,2026-05-01,,,", 5,
        "'a' stands below itself")]
    [InlineData("unit,head,,,,,,\nunit,a,,zzz,,,,", 3, "there is no unit 'zzz'")]
    [InlineData("unit,head,,,,,,\nunit,head,,head,2026-01-01,,,", 3, "stands below nobody")]
    [InlineData("unit,head,,,,,,\nunit,a,,head,2026-05-01,,,\noutlet,o,,a,2026-04-30,Asia/Shanghai,,", 4,
        "there from 2026-05-01 only")]
    [InlineData("unit,head,,,,,,\noutlet,o,,,,Asia/Shanghai,,", 3, "has no parent")]
    [InlineData("unit,head,,,,,,\noutlet,o,,head,,,,", 3, "no time zone")]
    [InlineData("unit,head,,,,,,\noutlet,o,,head,,Asia/Shanghai,,\noutlet,o,,head,,Asia/Shanghai,,", 4,
        "is on line 3 already")]
    [InlineData("unit,head,,,,,,\noutlet,o,,head,,Asia/Shanghai,,\noutlet,o,,head,2026-02-01,,4,", 4,
        "a cut-over hour without a zone")]
    [InlineData("unit,head,,,,,,\noutlet,o,,head,1. May,Asia/Shanghai,,", 3, "is not a day")]
    [InlineData("unit,head,,,,,,\nkey,o,,,,,," + Key, 3, "there is no outlet 'o'")]
    [InlineData("unit,head,,,,,,\noutlet,o,,head,,Asia/Shanghai,,\nkey,o,,,,,,", 4, "the key is missing")]
    [InlineData("unit,head,,,,Asia/Shanghai,,", 2, "a unit has no zone")]
    [InlineData("shop,head,,,,,,", 2, "kind 'shop' is none")]
    [InlineData("", 0, "names nobody")]
    public void A_wrong_tree_is_refused_with_the_line_and_what_to_do(string rows, int line, string wrong)
    {
        var reading = Read(Header + rows, ".csv");
        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, p => p.Line == line
            && p.Wrong.Contains(wrong, StringComparison.Ordinal) && p.Do.Length > 0);
    }

    private static IEnumerable<string> Below(BankTree tree, string unit, string day) =>
        tree.OutletsBelow(U(unit), Day(day)).Select(o => o.Id.ToString()).Order(StringComparer.Ordinal);

    private static OutletId O(int n) => OutletId.Parse($"o-{n}");

    private static UnitId U(string id) => UnitId.Parse(id);

    private static DateOnly Day(string day) =>
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static FileReading<BankTree> Read(string text, string extension) =>
        BankFile.Form.Parse(Encoding.UTF8.GetBytes(text), extension);
}
