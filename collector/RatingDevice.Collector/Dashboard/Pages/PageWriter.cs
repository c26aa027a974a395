using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Dashboard.Pages;

/// <summary>
/// Writes a page as text. The components need nothing of a web server, so a page is a function of its frame
/// and model, and the same one comes out on the command line.
/// </summary>
internal sealed class PageWriter(ILoggerFactory logs)
{
    public const string HtmlType = "text/html; charset=utf-8";

    // Chinese stands in the page as it is, not as numbers.
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();

    /// <summary>The whole page.</summary>
    public async Task<string> WriteAsync<TPage, TModel>(PageFrame frame, TModel model)
        where TPage : IComponent
        where TModel : class
    {
        await using var renderer = new HtmlRenderer(Services, logs);
        var given = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(Root<TPage, TModel>.Frame)] = frame, [nameof(Root<TPage, TModel>.Model)] = model,
        });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<Root<TPage, TModel>>(given)).ToHtmlString());
    }

    /// <summary>
    /// Hands frame and model down. The Razor compiler makes every component public, and the parameters of a
    /// public class cannot be of types of our own; cascading ones may be private.
    /// </summary>
    private sealed class Root<TPage, TModel> : ComponentBase
        where TPage : IComponent
        where TModel : class
    {
        [Parameter]
        public PageFrame Frame { get; set; } = null!;

        [Parameter]
        public TModel Model { get; set; } = null!;

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            Cascade(builder, Frame, inner => Cascade(inner, Model, page =>
            {
                page.OpenComponent<TPage>(0);
                page.CloseComponent();
            }));

        private static void Cascade<T>(RenderTreeBuilder builder, T value, RenderFragment content)
        {
            builder.OpenComponent<CascadingValue<T>>(0);
            builder.AddComponentParameter(1, nameof(CascadingValue<T>.Value), value);
            builder.AddComponentParameter(2, nameof(CascadingValue<T>.IsFixed), true);
            builder.AddComponentParameter(3, nameof(CascadingValue<T>.ChildContent), content);
            builder.CloseComponent();
        }
    }
}
