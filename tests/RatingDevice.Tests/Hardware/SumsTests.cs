using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RatingDevice.Tests.Hardware;

/// <summary>The sums of the hardware documents, done again.</summary>
public sealed partial class SumsTests
{
    private static readonly Dictionary<string, double> Units = new()
    {
        ["V"] = 1, ["A"] = 1, ["mA"] = 1e-3, ["Ohm"] = 1, ["kOhm"] = 1e3, ["nF"] = 1e-9, ["ms"] = 1e-3,
        ["m"] = 1, ["Ohm/m"] = 1, ["mW"] = 1e-3, ["kB"] = 1e3, ["MB"] = 1e6, ["GB"] = 1e9, ["TB"] = 1e12,
    };

    /// <summary>What is a sum and what came out of it, each with its units; words are no sum.</summary>
    public static TheoryData<string, string, string> Sums => new(
        from file in new[] { "electrical.md", "storage.md" }
        from line in DocTable.Text(file).Split('\n')
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length >= 5 && cells[2].AsSpan().ContainsAny("x/+-")
            && Sum().IsMatch(cells[2]) && Result().IsMatch(cells[3])
        select (file, cells[2], cells[3]));

    [Theory, MemberData(nameof(Sums))]
    public void A_sum_gives_what_stands_beside_it(string file, string sum, string result)
    {
        var (value, step) = Read(result);
        var done = Do(sum);
        // half of the last digit that is given, and a little for numbers that were rounded before
        Assert.True(Math.Abs(done - value) <= 0.75 * step, $"{file}: {sum} is {done}, not {result}");
    }

    [Fact]
    public void Most_rows_of_the_notes_are_sums_that_are_done_again() => Assert.InRange(Sums.Count(), 25, 99);

    /// <summary>Years of a card are what it can take by what a year writes.</summary>
    [Fact]
    public void The_years_of_a_card_follow_from_its_cycles()
    {
        var rows = DocTable.Text("storage.md").Split('\n')
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToList();
        double[] year =
            [.. rows.Where(f => f.Length == 5 && f[3].EndsWith(" GB")).Select(f => Read(f[3]).Value)];
        Assert.Equal(2, year.Length);
        var cards = rows.Where(f => f.Length == 7 && f[3].EndsWith(" TB")).ToList();
        Assert.Equal(4, cards.Count);
        foreach (var card in cards)
        {
            var takes = Read(card[3]).Value;
            var size = Read(card[1].Split(", ")[^1]).Value;
            Assert.Equal(Read(card[2]).Value * size, takes, 1e9);
            Assert.Equal(takes / year[0], Read(card[4]).Value, 1.0);
            Assert.Equal(takes / year[1], Read(card[5]).Value, 0.5);
        }
    }

    [Fact]
    public void The_currents_of_the_bank_add_up()
    {
        var rows = DocTable.Text("electrical.md").Split("## Sums of the GPIO bank")[1].Split('\n')
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Where(f => f.Length == 6).ToList();
        var total = Read(rows.Single(f => f[2] == "total")[3]).Value;
        var each = rows.Where(f => f[1].Length > 0 && char.IsAsciiDigit(f[1][0])).ToList();
        Assert.Equal(total, each.Sum(f => Read(f[3]).Value), 1e-6);
        Assert.Equal(
            DocTable.Csv("pinout.csv").Where(r => r["direction"] is "in" or "out")
                .Select(r => r["line"]).Order(),
            each.SelectMany(f => f[1].Split(", ")).Order());
    }

    private static double Do(string sum)
    {
        // a unit behind a bracket is that of all in it
        var plain = Bracket().Replace(sum.Replace(",", ""), m => $") x 1 {m.Groups[1].Value}");
        plain = Quantity().Replace(plain, m => $"({Number(m)})").Replace('x', '*');
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        return Convert.ToDouble(table.Compute(plain, null), CultureInfo.InvariantCulture);
    }

    private static string Number(Match quantity) => (double.Parse(
        quantity.Groups["n"].Value, CultureInfo.InvariantCulture) * Unit(quantity))
        .ToString("0.0###############", CultureInfo.InvariantCulture);

    private static double Unit(Match quantity) => quantity.Groups["unit"] is { Success: true } unit
        ? Units[unit.Value] : 1;

    private static (double Value, double Step) Read(string result)
    {
        var m = Quantity().Match(result.Replace(",", ""));
        var digits = m.Groups["n"].Value;
        var decimals = digits.Contains('.') ? digits.Length - digits.IndexOf('.') - 1 : 0;
        // 740 GB is given to the ten
        var zeros = decimals == 0 ? digits.Length - digits.TrimEnd('0').Length : 0;
        return (double.Parse(digits, CultureInfo.InvariantCulture) * Unit(m),
            Math.Pow(10, zeros - decimals) * Unit(m));
    }

    [GeneratedRegex(@"^[\d(][\d.,]*( ?(kOhm|Ohm/m|Ohm|mA|nF|ms|kB|MB|GB|TB|V|A|m)\b|[\d.,x/+()\- ]+)*$")]
    private static partial Regex Sum();

    [GeneratedRegex(@"^[\d.,]+ ?(kOhm|Ohm|mA|mW|nF|ms|kB|MB|GB|TB|V|A)?$")]
    private static partial Regex Result();

    [GeneratedRegex(@"\) ((?!x)[a-zA-Z]+)\b")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"(?<n>\d[\d.]*)( (?<unit>kOhm|Ohm/m|Ohm|mA|mW|nF|ms|kB|MB|GB|TB|V|A|m)\b)?")]
    private static partial Regex Quantity();
}
