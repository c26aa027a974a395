using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard.Live;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages.Hall;

/// <summary>The live page, and its parts for the script that keeps it fresh.</summary>
internal sealed class HallRoutes(
    LiveView view, Func<BranchRegistry> registry, DefinitionBook definitions)
{
    private readonly PageWriter _writer = new(NullLoggerFactory.Instance);

    public void Map(IEndpointRouteBuilder routes)
    {
        Func<HttpContext, Task<IResult>> page = AnswerAsync<HallPage>, parts = AnswerAsync<HallFresh>;
        routes.MapGet(SiteMap.Hall, page).ExcludeFromDescription();
        routes.MapGet("/parts", parts).ExcludeFromDescription();
    }

    private async Task<IResult> AnswerAsync<TPage>(HttpContext http)
        where TPage : IComponent
    {
        var (now, known) = (view.Now(), registry());
        var day = now.Outlets.Count == 0 ? DateOnly.FromDateTime(now.At.UtcDateTime) : now.Outlets[0].Day;
        var frame = new PageFrame(
            PageLanguage.Of(http), SiteMap.Hall, new(Period.Month(day)), known, definitions, false);
        return Results.Text(
            await _writer.WriteAsync<TPage, HallModel>(frame, new(now, definitions)),
            "text/html; charset=utf-8");
    }
}
