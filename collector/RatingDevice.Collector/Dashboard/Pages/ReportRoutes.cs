using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Pages.Bulletin;
using RatingDevice.Collector.Dashboard.Pages.Definitions;
using RatingDevice.Collector.Dashboard.Pages.Devices;
using RatingDevice.Collector.Dashboard.Pages.Exports;
using RatingDevice.Collector.Dashboard.Pages.Hours;
using RatingDevice.Collector.Dashboard.Pages.Outlets;
using RatingDevice.Collector.Dashboard.Pages.Quality;
using RatingDevice.Collector.Dashboard.Pages.Tellers;
using RatingDevice.Collector.Dashboard.Pages.Waiting;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>The pages made of figures. Each asks one moment of the store.</summary>
/// <param name="snapshot">Opens the store as of one moment.</param>
/// <param name="registry">For names and zones.</param>
/// <param name="definitions">What figures mean.</param>
/// <param name="fleet">What devices wrote and did not deliver yet.</param>
/// <param name="underWay">Exports that are being written.</param>
/// <param name="time">Says which day it is, where no period is asked for.</param>
internal sealed class ReportRoutes(
    Func<IRatingStore> snapshot, Func<BranchRegistry> registry, DefinitionBook definitions,
    FleetBook fleet, ExportsUnderWay underWay, TimeProvider time)
{
    private const string HtmlType = "text/html; charset=utf-8";

    private readonly PageWriter _writer = new(NullLoggerFactory.Instance);

    public void Map(IEndpointRouteBuilder routes)
    {
        PageAssets.Map(routes);
        Page<TellersPage, LinesModel>(routes, SiteMap.Tellers, TellersPage.Ask);
        Page<TellerPage, TellerModel>(routes, SiteMap.Tellers + "/{id}", TellerModel.Ask);
        Page<OutletsPage, OutletsModel>(routes, SiteMap.Outlets, OutletsPage.Ask);
        Page<HoursPage, HoursModel>(routes, SiteMap.Hours, HoursModel.Ask);
        Page<DevicesPage, DevicesModel>(routes, SiteMap.Devices, DevicesModel.Ask);
        Page<WaitingPage, WaitingModel>(routes, SiteMap.Waiting, WaitingModel.Ask);
        Page<QualityPage, QualityModel>(routes, SiteMap.Quality, QualityModel.Ask);
        Page<ExportsPage, ExportsModel>(routes, SiteMap.Exports, ExportsModel.Ask);
        Page<DefinitionsPage, DefinitionBook>(routes, SiteMap.Definitions, (frame, _) => frame.Definitions);
        Page<BulletinPage, BulletinModel>(routes, SiteMap.Bulletin, BulletinModel.Ask);
    }

    private void Page<TPage, TModel>(
        IEndpointRouteBuilder routes, string path, Func<PageFrame, PageSource, TModel?> ask)
        where TPage : IComponent
        where TModel : class =>
        routes.MapGet(path, (Func<HttpContext, Task<IResult>>)(http => AnswerAsync<TPage, TModel>(http, ask)))
            .ExcludeFromDescription();

    private async Task<IResult> AnswerAsync<TPage, TModel>(
        HttpContext http, Func<PageFrame, PageSource, TModel?> ask)
        where TPage : IComponent
        where TModel : class
    {
        var (known, language) = (registry(), PageLanguage.Of(http));
        var today = Today(known);
        var asked = PageAsk.Read(
            http.Request.Query, today, known, definitions, out var wrong, out var todo);
        var frame = new PageFrame(
            language, http.Request.Path, asked ?? new(Period.Month(today)), known, definitions,
            PageAssets.HasCharts, http.Request.RouteValues["id"] as string);
        if (asked is null) return await NoteAsync(frame, 400, new(PageWords.Wrong, $"{wrong}. {todo}."));
        using var held = snapshot();
        var report = fleet.Report(known, held.Journals());
        var source = new PageSource(
            held, new(held, known, definitions, MissingEnd.Of(report, known)), report, underWay.Now);
        return ask(frame, source) is { } model
            ? Results.Text(await _writer.WriteAsync<TPage, TModel>(frame, model), HtmlType)
            : await NoteAsync(frame, 404, new(PageWords.NotFound, http.Request.Path));
    }

    private async Task<IResult> NoteAsync(PageFrame frame, int status, Note note) => Results.Text(
        await _writer.WriteAsync<NotePage, Note>(frame, note), HtmlType, statusCode: status);

    private DateOnly Today(BranchRegistry known) => BusinessDay.Slot(
        time.GetUtcNow(), known.Outlets.OrderBy(o => o.Id).FirstOrDefault()?.Rules ?? OutletRules.Unknown)
        .Day;
}
