using System.Globalization;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>What every part of a page knows.</summary>
/// <param name="Language">What it is written in.</param>
/// <param name="Path">Its address without the words.</param>
/// <param name="Ask">What it is asked to show.</param>
/// <param name="Registry">Names and zones.</param>
/// <param name="Definitions">What figures mean.</param>
/// <param name="Charts">True where the program was built with the chart library.</param>
/// <param name="Id">Whose page it is, where there is one for each.</param>
internal sealed record PageFrame(
    Language Language, string Path, PageAsk Ask, BranchRegistry Registry, DefinitionBook Definitions,
    bool Charts, string? Id = null)
{
    /// <summary>Lines a table has at most at head office; the others are on further sheets.</summary>
    public const int MostLines = 100;

    /// <summary>The pages there are, in the order of the menu.</summary>
    public IReadOnlyList<(string Path, Words Name)> Menu { get; init; } = SiteMap.Pages;

    /// <summary>The bank; null at a branch.</summary>
    public BankTree? Tree { get; init; }

    /// <summary>The unit asked for, or head office; null at a branch.</summary>
    public BankUnit? Unit => Ask.Unit is { } unit ? Tree?.Unit(unit) : Tree?.Root;

    /// <summary>A word in the page's language.</summary>
    public string this[Words word] => word.In(Language);

    public string Tag => Language.Tag();

    /// <summary>The name of the outlet asked for.</summary>
    public string OutletName => Ask.Outlet is { } outlet
        ? Registry.NameOf(outlet) ?? outlet.ToString() : Unit?.Name ?? this[PageWords.AllOutlets];

    /// <summary>Whose figures and of when, in half a sentence.</summary>
    public string About => $"{OutletName} · {Locale.Name(Ask.Period, Language)}";

    /// <summary>A sentence with numbers in it.</summary>
    public string Say(Words sentence, params object[] numbers) =>
        string.Format(CultureInfo.InvariantCulture, this[sentence], numbers);

    /// <summary>A moment on the outlet's wall clock; a dash for none.</summary>
    public string Time(DateTimeOffset? at, OutletId? outlet) =>
        at is { } moment ? Locale.Moment(Local(moment, outlet), Language) : "—";

    /// <summary>The time of day of a moment, on the outlet's wall clock.</summary>
    public string Clock(DateTimeOffset at, OutletId? outlet) =>
        Local(at, outlet).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The part of a long list that is asked for.</summary>
    public IReadOnlyList<T> Sheet<T>(IEnumerable<T> lines) =>
        [.. lines.Skip((Ask.Sheet - 1) * MostLines).Take(MostLines)];

    /// <summary>An address that asks for the same of another page, or for something else.</summary>
    public string Link(string? path = null, Func<PageAsk, PageAsk>? change = null)
    {
        var next = change?.Invoke(Ask) ?? Ask;
        // another question begins at its first sheet
        if (path is not null || (next != Ask && next.Sheet == Ask.Sheet)) next = next with { Sheet = 1 };
        return $"{path ?? Path}?{next.Address()}";
    }

    private DateTimeOffset Local(DateTimeOffset at, OutletId? outlet) => TimeZoneInfo.ConvertTime(
        at, outlet is { } known ? Registry.Outlet(known).Zone
            : Registry.Outlets.OrderBy(o => o.Id).FirstOrDefault()?.Rules.Zone ?? TimeZoneInfo.Utc);
}
