using System.Threading.Channels;

namespace RatingDevice.Firmware.Panel;

/// <summary>
/// Keys in, lamps and screen out. A panel reports raw edges with the monotonic time they happened; it neither
/// debounces nor decides. Adapters: Touch (kiosk page), InputEvents (Linux evdev), GpioChip
/// (lines of a GPIO chip).
/// </summary>
internal interface IPanel : IAsyncDisposable
{
    /// <summary>Short name for messages, for example "touch".</summary>
    string Name { get; }

    /// <summary>
    /// Reads until cancelled. A panel that goes away writes <see cref="PanelFault"/> raised, waits for it to
    /// come
    /// back, writes it cleared, and goes on. A full channel is waited for, never dropped.
    /// </summary>
    Task RunAsync(ChannelWriter<PanelEvent> events, CancellationToken stop);

    /// <summary>Shows a view; returns at once and never throws. The last view wins.</summary>
    void Show(PanelView view);
}
