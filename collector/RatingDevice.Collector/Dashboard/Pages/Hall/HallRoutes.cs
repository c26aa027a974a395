using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Dashboard.Live;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages.Hall;

/// <summary>The live page and the wall of an outlet, and their parts for the script that keeps them
/// fresh.</summary>
internal sealed class HallRoutes(
    LiveView view, Func<IRatingStore> snapshot, Func<BranchRegistry> registry, DefinitionBook definitions,
    TimeProvider time)
{
    private readonly PageWriter _writer = new(NullLoggerFactory.Instance);
    private readonly PageFailure _failure = new(SiteRole.Branch, definitions, time);

    public void Map(IEndpointRouteBuilder routes)
    {
        Func<HttpContext, Task<IResult>> page = HallAsync<HallPage>, parts = HallAsync<HallFresh>,
            wall = WallAsync<WallPage>, wallParts = WallAsync<WallFresh>;
        routes.MapGet(SiteMap.Hall, page).WithMetadata(_failure).ExcludeFromDescription();
        routes.MapGet("/parts", parts).ExcludeFromDescription();
        routes.MapGet(SiteMap.Wall, wall).WithMetadata(_failure).ExcludeFromDescription();
        routes.MapGet($"{SiteMap.Wall}/parts", wallParts).ExcludeFromDescription();
    }

    private async Task<IResult> HallAsync<TPage>(HttpContext http)
        where TPage : IComponent
    {
        var now = view.Now();
        return await AnswerAsync<TPage, HallModel>(
            Frame(http, SiteMap.Hall, new(Period.Month(Day(now)))), new(now, definitions));
    }

    private async Task<IResult> WallAsync<TPage>(HttpContext http)
        where TPage : IComponent
    {
        var (now, known) = (view.Now(), registry());
        var asked = PageAsk.Read(
            http.Request.Query, Day(now), known, definitions, null, out var refusal);
        var frame = Frame(http, SiteMap.Wall, asked ?? new(Period.Month(Day(now))));
        if (asked is null)
            return await _failure.NoteAsync(frame, 400, new(PageWords.Wrong, frame[refusal!]));
        if ((asked.Outlet ?? known.Outlets.OrderBy(o => o.Id).FirstOrDefault()?.Id) is not { } outlet)
            return await _failure.NoteAsync(frame, 404, new(HallWords.NoOutlets, SiteMap.Wall));
        using var held = snapshot();
        return await AnswerAsync<TPage, WallModel>(
            frame, WallModel.Ask(frame, new(now, definitions), held, outlet));
    }

    private static DateOnly Day(LiveSnapshot now) =>
        now.Outlets.Count == 0 ? DateOnly.FromDateTime(now.At.UtcDateTime) : now.Outlets[0].Day;

    private PageFrame Frame(HttpContext http, string path, PageAsk ask) =>
        new(PageLanguage.Of(http), path, ask, registry(), definitions, false);

    private async Task<IResult> AnswerAsync<TPage, TModel>(PageFrame frame, TModel model)
        where TPage : IComponent
        where TModel : class =>
        Results.Text(await _writer.WriteAsync<TPage, TModel>(frame, model), PageWriter.HtmlType);
}
