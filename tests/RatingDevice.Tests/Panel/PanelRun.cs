using System.Threading.Channels;
using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>A panel being run, and what it has told.</summary>
internal sealed class PanelRun : IAsyncDisposable
{
    private readonly Channel<PanelEvent> _events;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public PanelRun(IPanel panel, int capacity = 256)
    {
        _events = Channel.CreateBounded<PanelEvent>(capacity);
        _running = panel.RunAsync(_events.Writer, _stop.Token);
    }

    /// <summary>Events told and not yet taken.</summary>
    public int Waiting => _events.Reader.Count;

    public async Task<PanelEvent> NextAsync()
    {
        var next = _events.Reader.ReadAsync().AsTask();
        var first = await Task.WhenAny(next, _running, Task.Delay(Eventually.Deadline));
        if (first == _running) await _running;
        Assert.True(first == next, $"no event within {Eventually.Deadline}");
        return await next;
    }

    public async Task<T> NextAsync<T>()
        where T : PanelEvent => Assert.IsType<T>(await NextAsync());

    public async Task<KeyEdge[]> EdgesAsync(int count)
    {
        var edges = new List<KeyEdge>();
        while (edges.Count < count) edges.Add(await NextAsync<KeyEdge>());
        return [.. edges];
    }

    public async Task FaultAsync(FaultCode code, bool raised)
    {
        var fault = await NextAsync<PanelFault>();
        Assert.Equal((code, raised), (fault.Code, fault.Raised));
        Assert.InRange(fault.Detail.Length, 1, Limits.DetailChars);
    }

    /// <summary>Asks the panel to end; it must do so soon, and as cancelled.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        Assert.Same(_running, await Task.WhenAny(_running, Task.Delay(Eventually.Deadline)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsCompleted) await StopAsync();
        _stop.Dispose();
    }
}
