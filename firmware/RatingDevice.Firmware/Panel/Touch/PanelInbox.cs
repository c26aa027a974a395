using System.Threading.Channels;

namespace RatingDevice.Firmware.Panel.Touch;

/// <summary>
/// The way from requests to the device: one request's events stay together, in the order of their stamps.
/// Where the channel is full the request waits; connections bound how many wait.
/// </summary>
internal sealed class PanelInbox(ChannelWriter<PanelEvent> events, DeviceClock clock, CancellationToken stop)
{
    private readonly Lock _stamping = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Hands events on, stamped with the moment of this call.</summary>
    /// <exception cref="RefusedException">The device is stopping; the events were not taken.</exception>
    public async Task PutAsync(Func<TimeSpan, PanelEvent[]> stamped)
    {
        Task turn;
        PanelEvent[] all;
        lock (_stamping)
        {
            all = stamped(clock.Up);
            turn = _turn.WaitAsync(stop); // queued first come, first served
        }
        try
        {
            await turn;
            try
            {
                foreach (var e in all) await events.WriteAsync(e, stop);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new RefusedException(503, "The device is stopping; nothing was kept. Try again later.");
        }
    }
}
