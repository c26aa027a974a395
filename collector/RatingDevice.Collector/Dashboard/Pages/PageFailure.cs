using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>How a page says that it cannot be made: as a page. It asks neither store nor registry.</summary>
/// <param name="role">What is true all the same.</param>
/// <param name="definitions">For the frame.</param>
/// <param name="time">For the period the menu's links ask for.</param>
internal sealed class PageFailure(SiteRole role, DefinitionBook definitions, TimeProvider time)
{
    private readonly PageWriter _writer = new(NullLoggerFactory.Instance);

    public async Task<IResult> AnswerAsync(HttpContext http, Exception why)
    {
        var month = Period.Month(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var frame = new PageFrame(PageLanguage.Of(http), http.Request.Path, new(month), BranchRegistry.Empty,
            definitions, false)
        { Menu = role.Menu };
        var (status, words) = why is StoreException
            ? (StatusCodes.Status503ServiceUnavailable, PageWords.StoreAway)
            : (StatusCodes.Status500InternalServerError, PageWords.Failed);
        return await NoteAsync(frame, status, new(PageWords.NotNow, frame.Say(words, frame[role.Kept])));
    }

    /// <summary>A page that only says something.</summary>
    public async Task<IResult> NoteAsync(PageFrame frame, int status, Note note) => Results.Text(
        await _writer.WriteAsync<NotePage, Note>(frame, note), PageWriter.HtmlType, statusCode: status);
}
