using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.Touch;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>The kiosk page on a real socket, with a browser's part played by a real HTTP client.</summary>
internal sealed class TouchRig : PanelRig
{
    private readonly int _port = FreePort();
    private readonly TouchPanel _panel;
    private TcpListener? _squatter;

    public TouchRig(int mostWatchers = 16, string address = "127.0.0.1")
    {
        TouchLevel[] levels =
        [
            new(Levels[0], "非常满意", "Very satisfied"), new(Levels[1], "满意", "Satisfied"),
            new(Levels[2], "一般", "Fair"), new(Levels[3], "不满意", "Dissatisfied"),
        ];
        var settings = new TouchSettings(address, _port, levels) { MostWatchers = mostWatchers };
        _panel = new TouchPanel(settings, Clock, NullLogger.Instance);
        var page = new Uri($"http://127.0.0.1:{_port}/");
        Http = new HttpClient { BaseAddress = page, Timeout = Eventually.Deadline };
    }

    public HttpClient Http { get; }

    public override IPanel Panel => _panel;

    public override bool CanBeLostWhileRunning => false;

    public int Port => _port;

    public Task<Uri> Serving => _panel.Serving;

    public override async Task PressAsync(LevelCode level)
    {
        await _panel.Serving;
        using var answer = await Http.PostAsJsonAsync("press", new { level = level.ToString() });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    public override Task PressBothAsync(LevelCode one, LevelCode other) =>
        Task.WhenAll(PressAsync(one), PressAsync(other));

    public override async Task<bool> ShowsAsync(PanelView view)
    {
        await using var page = await WatchAsync();
        var seen = await page.NextAsync();
        return seen.GetProperty("mood").GetString() == ViewJson.Kebab(view.Mood)
            && seen.GetProperty("teller").GetString() == view.Teller?.ToString();
    }

    /// <summary>Opens the stream as a page does.</summary>
    public async Task<TouchPage> WatchAsync()
    {
        await _panel.Serving;
        var answer = await Http.GetAsync("events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new TouchPage(answer);
    }

    public override void Lose()
    {
        _squatter = new TcpListener(IPAddress.Loopback, _port);
        _squatter.Start();
    }

    public override void Return() => _squatter?.Dispose();

    public override ValueTask DisposeAsync()
    {
        Http.Dispose();
        Return();
        return base.DisposeAsync();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>One page's stream of views.</summary>
internal sealed class TouchPage(HttpResponseMessage answer) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<string>> _items =
        SseParser.Create(answer.Content.ReadAsStream()).EnumerateAsync().GetAsyncEnumerator();

    /// <summary>The next view; the stream must not end.</summary>
    public async Task<JsonElement> NextAsync()
    {
        Assert.True(await _items.MoveNextAsync().AsTask().WaitAsync(Eventually.Deadline), "the stream ended");
        Assert.Equal("view", _items.Current.EventType);
        return JsonDocument.Parse(_items.Current.Data).RootElement;
    }

    /// <summary>Skips repeated views until one has this mood.</summary>
    public async Task<JsonElement> UntilAsync(string mood)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var view = await NextAsync();
            var shown = view.GetProperty("mood").GetString();
            if (shown == mood) return view;
            Assert.True(Stopwatch.GetElapsedTime(begun) < Eventually.Deadline, $"{shown} and never {mood}");
        }
    }

    public async Task EndsAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        while (await _items.MoveNextAsync().AsTask().WaitAsync(Eventually.Deadline))
        {
            Assert.Equal("view", _items.Current.EventType);
            Assert.True(Stopwatch.GetElapsedTime(begun) < Eventually.Deadline, "the stream does not end");
        }
    }

    public async ValueTask DisposeAsync()
    {
        answer.Dispose();
        await _items.DisposeAsync();
    }
}
