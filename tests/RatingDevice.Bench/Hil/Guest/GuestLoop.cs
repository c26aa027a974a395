using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RatingDevice.Bench.Hil.Guest;

/// <summary>
/// Hands and eyes of the bench inside the guest: takes orders over the network, one after another.
/// </summary>
internal sealed class GuestLoop
{
    public const int Port = 9000;

    /// <summary>The word that starts it.</summary>
    public const string Word = "hil-guest";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly GuestPrograms _programs = new();
    private readonly Dictionary<string, PlayedPanel> _panels = [];
    private readonly HttpClient _http = new();

    /// <summary>Until told to power off.</summary>
    public async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Any, Port);
        listener.Start();
        Console.WriteLine("ready {}");
        using var caller = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(caller.GetStream());
        await using var writer = new StreamWriter(caller.GetStream()) { AutoFlush = true };
        while (await reader.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize(line, GuestJson.Default.GuestOrder)!;
            if (order.Do == "power-off") return 0;
            var answer = await AnswerAsync(order);
            await writer.WriteLineAsync(JsonSerializer.Serialize(answer, GuestJson.Default.GuestAnswer));
        }
        return 0;
    }

    private async Task<GuestAnswer> AnswerAsync(GuestOrder order)
    {
        try
        {
            return await ObeyAsync(order);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException
            or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return new GuestAnswer(false, e.ToString());
        }
    }

    private async Task<GuestAnswer> ObeyAsync(GuestOrder order) => order.Do switch
    {
        "file" => await WriteAsync(order),
        "read" => new GuestAnswer(true, await File.ReadAllTextAsync(order.Name)),
        "start" => await _programs.StartAsync(order),
        "stop" => await _programs.StopAsync(order),
        "run" => await GuestPrograms.RunAsync(order),
        "post" => await PostAsync(order),
        "lamp-path" => new GuestAnswer(true, ((PlayedKeypad)Panel("keypad")).LampPath(order.Name)),
        "rate" => await Someone(order).RateAsync(order.Keys, new Random(order.Seed)),
        "invite" => await Someone(order).InviteAsync(new Random(order.Seed)),
        "down" or "up" => await MoveAsync(order),
        "unplug" => Plug(order, false),
        "plug" => Plug(order, true),
        "await" => await LookAsync(order),
        _ => new GuestAnswer(false, $"unknown order {order.Do}"),
    };

    private async Task<GuestAnswer> LookAsync(GuestOrder order)
    {
        var panel = Panel(order.On);
        var seen = await Someone(order).SeesAsync(() => panel.Lit == order.Lamps);
        return new GuestAnswer(seen, Lamps: panel.Lit);
    }

    private async Task<GuestAnswer> MoveAsync(GuestOrder order)
    {
        var panel = Panel(order.On);
        var edges = await panel.MoveAsync(order.Keys[0], order.Do == "down", new Random(order.Seed));
        return new GuestAnswer(true, Edges: edges, Slow: panel.Slow);
    }

    private Customer Someone(GuestOrder order) => new(Panel(order.On), Patience);

    private PlayedPanel Panel(string name)
    {
        if (!_panels.TryGetValue(name, out var panel))
            _panels[name] = panel = name == "gpio" ? new PlayedGpio() : new PlayedKeypad();
        return panel;
    }

    private GuestAnswer Plug(GuestOrder order, bool plugged)
    {
        if (plugged) Panel(order.On).Plug();
        else Panel(order.On).Unplug();
        return new GuestAnswer(true);
    }

    private static async Task<GuestAnswer> WriteAsync(GuestOrder order)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(order.Name)!);
        await File.WriteAllTextAsync(order.Name, order.Text);
        return new GuestAnswer(true);
    }

    private async Task<GuestAnswer> PostAsync(GuestOrder order)
    {
        using var body = new StringContent(order.Text, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(order.Name, body);
        return new GuestAnswer(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
