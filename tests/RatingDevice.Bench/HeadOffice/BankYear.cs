using System.Globalization;
using System.Text;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Store;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>A row of it.</summary>
/// <param name="Outlet">By number.</param>
/// <param name="Teller">By number; -1 for the whole outlet.</param>
internal readonly record struct YearRow(
    Grain Grain, StatedPart Part, DateOnly First, int Outlet, int Teller, byte[] Counts);

/// <summary>A made-up year of a whole bank, as the rows its statements would leave.</summary>
/// <param name="outlets">How many.</param>
/// <param name="last">Its last day.</param>
/// <param name="days">How many days before it, and it.</param>
internal sealed class BankYear(int outlets, DateOnly last, int days)
{
    /// <summary>Thirteen tellers at every two outlets: 6.45 each and some that come and go.</summary>
    private const int TellersOfTwo = 13;

    private static readonly string[] Measures =
    [
        "invited", "rated", "unrated", "served", "served-rated", "served-unrated", "never-asked", "waited",
        "waited-s", "worked", "worked-s", "level:very-satisfied", "level:satisfied", "level:fair",
        "level:dissatisfied", "feed-day", "active-day", "entries",
    ];

    /// <summary>Days a teller may have had, with their bytes.</summary>
    private readonly (long[] Counts, byte[] Bytes)[] _had = [.. Enumerable.Range(0, 512).Select(Day)];

    public int Outlets => outlets;

    public int Tellers => outlets * TellersOfTwo / 2;

    public DateOnly Last => last;

    public static OutletId Outlet(int i) =>
        OutletId.Parse(string.Create(CultureInfo.InvariantCulture, $"o-{i:00000}"));

    public static TellerId Teller(int i) =>
        TellerId.Parse(string.Create(CultureInfo.InvariantCulture, $"t-{i:000000}"));

    /// <summary>Tellers of an outlet: first and count.</summary>
    public static (int First, int Count) TellersOf(int outlet) => (
        outlet * TellersOfTwo / 2, ((outlet + 1) * TellersOfTwo / 2) - (outlet * TellersOfTwo / 2));

    private const int OutletsOfSub = 20, Branches = 36;

    /// <summary>Outlets of a branch of the first tier: of a smaller bank fewer, not fewer branches.</summary>
    public int OutletsOfBranch { get; } =
        Math.Max(1, (outlets / Branches + OutletsOfSub - 1) / OutletsOfSub) * OutletsOfSub;

    /// <summary>Head office, branches, sub-branches, outlets.</summary>
    public BankTree Tree() => BankFile.Form.Parse(Encoding.UTF8.GetBytes(TreeText(_ => "")), ".csv").Value
        ?? throw new InvalidOperationException("the made-up tree is wrong");

    /// <summary>Its file.</summary>
    /// <param name="more">Rows after each outlet's.</param>
    public string TreeText(Func<int, string> more)
    {
        var text = new StringBuilder("kind,id,parent,zone,key\nunit,head,,,\n");
        for (var i = 0; i * OutletsOfBranch < outlets; i++)
            text.Append(CultureInfo.InvariantCulture, $"unit,b-{i},head,,\n");
        for (var i = 0; i * OutletsOfSub < outlets; i++)
            text.Append(
                CultureInfo.InvariantCulture, $"unit,s-{i},b-{i * OutletsOfSub / OutletsOfBranch},,\n");
        for (var i = 0; i < outlets; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"outlet,{Outlet(i)},s-{i / OutletsOfSub},Asia/Shanghai,\n").Append(more(i));
        }

        return text.ToString();
    }

    /// <summary>Every row, month by month; a teller by number, -1 for the whole outlet.</summary>
    public IEnumerable<YearRow> Rows(Action<DateOnly> monthBegun)
    {
        var (tellers, wholes) = (new long[Tellers][], new long[outlets][]);
        for (var day = last.AddDays(1 - days); day <= last; day = day.AddDays(1))
        {
            if (day.Day == 1 || tellers[0] is null)
            {
                monthBegun(day);
                for (var i = 0; i < Tellers; i++) tellers[i] = new long[Measures.Length];
                for (var i = 0; i < outlets; i++) wholes[i] = new long[Measures.Length];
            }

            for (var outlet = 0; outlet < (Opens(day) ? outlets : 0); outlet++)
            {
                var whole = new long[Measures.Length];
                (whole[^3], whole[^2], whole[^1]) = (1, 1, 400);
                var (first, count) = TellersOf(outlet);
                for (var teller = first; teller < first + count; teller++)
                {
                    var had = _had[(teller * 31 + day.DayNumber * 17 + teller / 7 * day.Day) & 511];
                    Add(whole, had.Counts);
                    Add(tellers[teller], had.Counts);
                    yield return new(Grain.Day, StatedPart.Teller, day, outlet, teller, had.Bytes);
                }

                Add(wholes[outlet], whole);
                yield return new(Grain.Day, StatedPart.Whole, day, outlet, -1, Write(whole));
            }

            if (day != last && day.AddDays(1).Day != 1) continue;
            var month = StatedChange.Month(day);
            for (var outlet = 0; outlet < outlets; outlet++)
            {
                yield return new(Grain.Month, StatedPart.Whole, month, outlet, -1, Write(wholes[outlet]));
                var (first, count) = TellersOf(outlet);
                for (var teller = first; teller < first + count; teller++)
                {
                    var counts = Write(tellers[teller]);
                    yield return new(Grain.Month, StatedPart.Teller, month, outlet, teller, counts);
                }
            }
        }
    }

    /// <summary>Not at weekends, nor on the twelve other days off of 2026.</summary>
    private static bool Opens(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && (day.Month, day.Day) is not ((1, 1) or (2, >= 16 and <= 20) or (5, 1) or (10, <= 7));

    private static (long[], byte[]) Day(int seed)
    {
        var random = new Random(seed);
        var served = random.Next(25, 60);
        var (never, unrated) = (random.Next(4), random.Next(6));
        var rated = served - never - unrated;
        var (bad, fair, good) = (random.Next(3), random.Next(3), random.Next(9));
        long[] counts =
        [
            rated + unrated, rated, unrated, served, rated, unrated, never, served, served * 480, served,
            served * 350, rated - bad - fair - good, good, fair, bad, 0, 0, 0,
        ];
        return (counts, Write(counts));
    }

    private static byte[] Write(long[] counts) =>
        StatedCounts.Write(Measures.Zip(counts, (m, c) => KeyValuePair.Create(m, c)));

    private static void Add(long[] to, long[] more)
    {
        for (var i = 0; i < to.Length; i++) to[i] += more[i];
    }
}
