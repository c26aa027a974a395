using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Figures;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Why a page cannot be asked for, and what to do, in both languages.</summary>
internal static class PageRefusals
{
    public static Words NoOutlet(string asked) => new(
        $"没有网点“{Problem.Short(asked)}”。请查看网点列表。",
        $"There is no outlet '{Problem.Short(asked)}'. See the list of outlets.");

    public static Words NoUnit(string asked) => new(
        $"没有机构“{Problem.Short(asked)}”。请查看“机构下钻”页。",
        $"There is no unit '{Problem.Short(asked)}'. See the page of branches.");

    public static Words NotBelow(OutletId outlet, UnitId unit) => new(
        $"网点“{outlet}”在此期间不属于机构“{unit}”。请去掉其中一个，或另选期间。",
        $"Outlet '{outlet}' did not stand below unit '{unit}' in this period. Leave one of the two out, or "
            + "choose another period.");

    public static Words NoDefinition(string asked) => new(
        $"没有口径“{Problem.Short(asked)}”。请查看“口径”页。",
        $"There is no definition '{Problem.Short(asked)}'. See the page of definitions.");

    public static Words NoKind(string asked) => new(
        $"“{Problem.Short(asked)}”不是期间的种类。请选日、周、月、季、年或自选区间。",
        $"'{Problem.Short(asked)}' is no kind of period. Write day, week, month, quarter, year or range.");

    /// <param name="asked">The text.</param>
    /// <param name="wrong">What was wrong, as whoever read it says in English.</param>
    /// <param name="todo">What to do.</param>
    public static Words NoPeriod(string asked, string wrong, string todo) => new(
        $"“{Problem.Short(asked)}”不是期间。请写日 2026-11-30、周 2026-W48、月 2026-11、季 2026-Q4、年 2026，"
            + $"或区间 2026-11-01..2026-11-30（先起后止，最长 {Period.MostDays} 天）。",
        Sentences(wrong, todo));

    /// <inheritdoc cref="NoPeriod"/>
    public static Words NoDay(string? asked, string wrong, string todo) => new(
        $"“{Problem.Short(asked)}”不是日期。请写成 2026-11-30 的形式。", Sentences(wrong, todo));

    /// <inheritdoc cref="NoPeriod"/>
    public static Words NoRange(string? from, string? to, string wrong, string todo) => new(
        $"{Problem.Short(from)} 至 {Problem.Short(to)} 不是区间。请写成 2026-11-30 的形式，先起后止，"
            + $"最长 {Period.MostDays} 天。",
        Sentences(wrong, todo));

    private static string Sentences(string wrong, string todo) =>
        $"{char.ToUpperInvariant(wrong[0])}{wrong[1..]}. {todo}.";
}
