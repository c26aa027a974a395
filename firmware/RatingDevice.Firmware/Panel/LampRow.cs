using System.Threading.Channels;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel;

/// <summary>Which lamps a view lights. The same for every level.</summary>
internal readonly record struct LampLights(bool Invited, bool Thanks, bool Fault)
{
    /// <param name="view">What to show.</param>
    /// <param name="blink">The bright half of a blink, where lamps blink.</param>
    public static LampLights Of(PanelView view, bool blink) => Blinks(view)
        ? new LampLights(blink, blink, blink)
        : new LampLights(
            view.Mood is PanelMood.Invited or PanelMood.Pin,
            view.Mood == PanelMood.Thanks,
            view.Mood is PanelMood.OutOfOrder or PanelMood.Refused || view.Faults is { Count: > 0 });

    /// <summary>All lamps blink: for a technician who looks for the device, or at its lamps.</summary>
    public static bool Blinks(PanelView view) => view.Mood == PanelMood.Identify
        || view is { Mood: PanelMood.Service, Tests.Step: DevicePart.Lamps };
}

/// <summary>Drives lamps from the last view; dark when nobody runs it.</summary>
/// <param name="light">Sets the lamps; must not throw.</param>
/// <param name="time">For the blinking.</param>
internal sealed class LampRow(Action<LampLights> light, TimeProvider time)
{
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(500);

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
                light(LampLights.Of(view, blink: true));
                view = LampLights.Blinks(view)
                    ? await BlinkAsync(view, stop)
                    : await _views.Reader.ReadAsync(stop);
            }
        }
        catch (OperationCanceledException)
        {
            light(default);
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
                light(LampLights.Of(view, bright));
            }
        }
    }
}
