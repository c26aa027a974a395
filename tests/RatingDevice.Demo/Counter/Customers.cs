using RatingDevice.Demo.Processes;
using RatingDevice.Demo.Watch;

namespace RatingDevice.Demo.Counter;

/// <summary>
/// All the people of a branch: a teller and customers at every counter, scripted by a seed.
/// </summary>
internal sealed class Customers : IAsyncDisposable
{
    private readonly Branch _branch;
    private readonly CustomersPlan _plan;
    private readonly HttpClient _streams = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HttpClient _requests = new() { Timeout = TimeSpan.FromSeconds(15) };
    private readonly CancellationTokenSource _gone = new();
    private readonly List<PanelEyes> _eyes;
    private readonly List<Task> _looking;

    public Customers(Branch branch, CustomersPlan plan)
    {
        (_branch, _plan) = (branch, plan);
        _eyes = [.. branch.Devices.Select(d => new PanelEyes(_streams, d.Panel))];
        Live = new LiveWatch(_streams, branch.Collector);
        _looking = [.. _eyes.Select(e => e.RunAsync(_gone.Token)), Live.RunAsync(_gone.Token)];
    }

    public Diary Diary { get; } = new();

    public LiveWatch Live { get; }

    /// <summary>Plays until the doors close; the visits begun then are finished first.</summary>
    public async Task RunAsync(CancellationToken close, CancellationToken stop)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(close, stop);
        var perPress = TimeSpan.FromSeconds(_branch.Devices.Count / _plan.Rate);
        await Task.WhenAll(_branch.Devices.Select((device, index) =>
        {
            var hands = new PanelHands(_requests, _branch, device);
            var script = new VisitScript(_plan.Seed, index, _plan.CounterPcShare);
            var walk = new CounterWalk(device, hands, _eyes[index], Diary);
            return walk.RunAsync(script.Visits(), perPress, closing.Token, stop);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await Task.WhenAll(_looking);
        _gone.Dispose();
        _streams.Dispose();
        _requests.Dispose();
    }
}
