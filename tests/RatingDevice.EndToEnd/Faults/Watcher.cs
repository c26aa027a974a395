using RatingDevice.Demo.Watch;

namespace RatingDevice.EndToEnd.Faults;

/// <summary>A second pair of eyes on a panel, for a test.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _gone = new();
    private readonly PanelEyes _eyes;
    private readonly Task _looking;
    private long _read;

    public Watcher(Uri panel)
    {
        _eyes = new PanelEyes(_http, panel);
        _looking = _eyes.RunAsync(_gone.Token);
    }

    /// <summary>
    /// Waits for a mood, now or later, among the pictures after the one found before: a thanks that was
    /// short on a
    /// busy machine was seen all the same.
    /// </summary>
    public async Task<Sighting> ShowsAsync(string mood, int withinSeconds, Func<Sighting, bool>? and = null)
    {
        var seen = await _eyes.WaitAsync(s => s.Shows(mood) && (and is null || and(s)),
            _read, TimeSpan.FromSeconds(withinSeconds), _gone.Token);
        Assert.True(seen is not null, $"after {withinSeconds} s: {_eyes.Last.View} and not {mood}");
        _read = seen.Number;
        return seen;
    }

    /// <summary>Whether a mood was seen after a picture.</summary>
    public bool Saw(string mood, long since) => _eyes.Seen.Any(s => s.Number > since && s.Shows(mood));

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _looking;
        _gone.Dispose();
        _http.Dispose();
    }
}
