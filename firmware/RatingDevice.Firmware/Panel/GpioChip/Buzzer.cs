using System.Threading.Channels;
using RatingDevice.Wire;

namespace RatingDevice.Firmware.Panel.GpioChip;

/// <summary>One tone for each press that is thanked, the same for every key.</summary>
/// <param name="set">Turns the buzzer on or off.</param>
/// <param name="length">Of the tone.</param>
/// <param name="time">For its length.</param>
internal sealed class Buzzer(Action<bool> set, TimeSpan length, TimeProvider time)
{
    // A tone wanted while one waits to sound is that same tone to who hears it.
    private readonly Channel<bool> _tones = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private PanelView? _shown;

    /// <summary>
    /// Thanks anew, or for a changed mind: that shows until a later time, the end of the grace time does not.
    /// Also when a technician comes to the buzzer.
    /// </summary>
    public static bool Sounds(PanelView? before, PanelView now) =>
        (now.Mood == PanelMood.Thanks && (before?.Mood != PanelMood.Thanks || before.Until != now.Until))
        || (Tried(now) && !Tried(before));

    private static bool Tried(PanelView? view) =>
        view is { Mood: PanelMood.Service, Tests.Step: DevicePart.Buzzer };

    public void Show(PanelView view)
    {
        if (Sounds(Interlocked.Exchange(ref _shown, view), view)) _tones.Writer.TryWrite(true);
    }

    /// <summary>Until cancelled; ends in silence, without an exception.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var _ in _tones.Reader.ReadAllAsync(stop))
            {
                set(true);
                await Task.Delay(length, time, stop);
                set(false);
            }
        }
        catch (OperationCanceledException)
        {
            set(false);
        }
    }
}
