using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace RatingDevice.Firmware.Panel.InputEvents;

/// <summary>Which lamps a view lights. The same for every level.</summary>
internal readonly record struct LampLights(bool Invited, bool Thanks, bool Fault)
{
    /// <param name="view">What to show.</param>
    /// <param name="blink">The bright half of a blink, for <see cref="PanelMood.Identify"/>.</param>
    public static LampLights Of(PanelView view, bool blink) => view.Mood == PanelMood.Identify
        ? new LampLights(blink, blink, blink)
        : new LampLights(
            view.Mood == PanelMood.Invited,
            view.Mood == PanelMood.Thanks,
            view.Mood == PanelMood.OutOfOrder || view.Faults is { Count: > 0 });
}

/// <summary>Drives the lamps from the last view; dark when nobody runs it.</summary>
internal sealed class LampRow(InputEventsLamps settings, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(500);

    private readonly Lamp _invited = new("invited", settings.Invited, logger);
    private readonly Lamp _thanks = new("thanks", settings.Thanks, logger);
    private readonly Lamp _fault = new("fault", settings.Fault, logger);

    // One place: a newer view pushes out an older one that nobody has shown yet.
    private readonly Channel<PanelView> _views =
        Channel.CreateBounded<PanelView>(new BoundedChannelOptions(1)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
        });

    public void Show(PanelView view) => _views.Writer.TryWrite(view);

    /// <summary>Until cancelled; ends in the dark, without an exception.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var view = await _views.Reader.ReadAsync(stop);
            while (true)
            {
                Light(LampLights.Of(view, blink: true));
                view = view.Mood == PanelMood.Identify
                    ? await BlinkAsync(view, stop)
                    : await _views.Reader.ReadAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            Light(default);
        }
    }

    private async Task<PanelView> BlinkAsync(PanelView view, CancellationToken stop)
    {
        for (var bright = false; ; bright = !bright)
        {
            using var half = new CancellationTokenSource(Blink, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(half.Token, stop);
            try
            {
                return await _views.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                Light(LampLights.Of(view, bright));
            }
        }
    }

    private void Light(LampLights lights)
    {
        _invited.Set(lights.Invited);
        _thanks.Set(lights.Thanks);
        _fault.Set(lights.Fault);
    }
}
