using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>Answers pages made of figures. Each asks one moment of the store.</summary>
/// <param name="source">Whom to ask.</param>
/// <param name="fleet">What devices wrote and did not deliver yet.</param>
/// <param name="role">The pages there are, and what is true where one cannot be made.</param>
/// <param name="underWay">Exports that are being written.</param>
/// <param name="time">Says which day it is, where no period is asked for.</param>
internal sealed class PageDesk(
    FigureSource source, FleetBook fleet, SiteRole role, ExportsUnderWay underWay, TimeProvider time)
{
    private readonly PageWriter _writer = new(NullLoggerFactory.Instance);
    private readonly PageFailure _failure = new(role, source.Definitions, time);

    /// <param name="routes">Where it is mapped.</param>
    /// <param name="path">Its address.</param>
    /// <param name="ask">Makes what it shows; null: there is no such page.</param>
    public void Page<TPage, TModel>(
        IEndpointRouteBuilder routes, string path, Func<PageFrame, PageSource, TModel?> ask)
        where TPage : IComponent
        where TModel : class =>
        routes.MapGet(path, (Func<HttpContext, Task<IResult>>)(http => AnswerAsync<TPage, TModel>(http, ask)))
            .WithMetadata(_failure).ExcludeFromDescription();

    private async Task<IResult> AnswerAsync<TPage, TModel>(
        HttpContext http, Func<PageFrame, PageSource, TModel?> ask)
        where TPage : IComponent
        where TModel : class
    {
        var (known, tree, language) = (source.Registry(), source.Tree(), PageLanguage.Of(http));
        var today = Today(known);
        var asked = PageAsk.Read(
            http.Request.Query, today, known, source.Definitions, tree, out var refusal);
        var frame = new PageFrame(
            language, http.Request.Path, asked ?? new(Period.Month(today)), known, source.Definitions,
            PageAssets.HasCharts, http.Request.RouteValues["id"] as string)
        {
            Menu = role.Menu, Tree = tree,
        };
        if (asked is null)
            return await _failure.NoteAsync(frame, 400, new(PageWords.Wrong, frame[refusal!]));
        using var held = source.Snapshot();
        var sums = source.Sums(held);
        var page = new PageSource(
            held, sums, new(sums, known, source.Definitions, source.Ends(held, asked.Period)),
            fleet.Report(known, held.Journals()), underWay.Now, time.GetUtcNow());
        return ask(frame, page) is { } model
            ? Results.Text(await _writer.WriteAsync<TPage, TModel>(frame, model), PageWriter.HtmlType)
            : await _failure.NoteAsync(frame, 404, new(PageWords.NotFound,
                tree is { Root: null } ? frame[PageWords.NoTree] : http.Request.Path));
    }

    private DateOnly Today(BranchRegistry known) => BusinessDay.Slot(
        time.GetUtcNow(), known.Outlets.MinBy(o => o.Id)?.Rules ?? OutletRules.Unknown).Day;
}
