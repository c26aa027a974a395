using System.Globalization;
using RatingDevice.Collector.Figures;
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
    /// <summary>A word in the page's language.</summary>
    public string this[Words word] => word.In(Language);

    public string Tag => Language.Tag();

    /// <summary>The name of the outlet asked for.</summary>
    public string OutletName => Ask.Outlet is { } outlet
        ? Registry.NameOf(outlet) ?? outlet.ToString() : this[PageWords.AllOutlets];

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

    /// <summary>An address that asks for the same of another page, or for something else.</summary>
    public string Link(string? path = null, Func<PageAsk, PageAsk>? change = null) =>
        $"{path ?? Path}?{(change?.Invoke(Ask) ?? Ask).Address()}";

    private DateTimeOffset Local(DateTimeOffset at, OutletId? outlet) => TimeZoneInfo.ConvertTime(
        at, outlet is { } known ? Registry.Outlet(known).Zone
            : Registry.Outlets.OrderBy(o => o.Id).FirstOrDefault()?.Rules.Zone ?? TimeZoneInfo.Utc);
}
