using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RatingDevice.Demo.Processes;

namespace RatingDevice.EndToEnd.Browser;

/// <summary>Two counters that ask for a PIN, and one browser, for all tests of their pages.</summary>
public sealed class CounterFixture : IAsyncLifetime
{
    // Takes no more views after one of that mood: some last two seconds, which a look at them need not.
    private const string Held = """
        window.EventSource = class extends EventSource {
          addEventListener(type, then) {
            super.addEventListener(type, (e) => {
              if (window.held) return;
              then(e);
              window.held = JSON.parse(e.data).mood === window.holdAt;
            });
          }
        };
        """;

    private readonly Dictionary<string, string> _pins = [];
    private Branch? _branch;
    private Chromium? _browser;

    internal Uri Collector => _branch!.Collector;

    internal string Device(int counter) => _branch!.Devices[counter].Id;

    internal string Teller(int counter) => _branch!.Devices[counter].Tellers[0];

    internal string Pin(int counter) => _pins[Teller(counter)];

    /// <summary>Skips the test that asks where there is no browser.</summary>
    internal async Task<(IPage Page, List<string> Complaints)> OpenAsync(int counter, string language)
    {
        if (Chromium.Absent is { } why) Assert.Skip(why);
        return await _browser!.OpenAsync($"{_branch!.Devices[counter].Panel}?lang={language}", Held);
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Absent is not null) return;
        _branch = await Branch.StartAsync(new BranchPlan { Devices = 2, StartDevices = false });
        foreach (var device in _branch.Devices)
            _pins[device.Tellers[0]] = await PinAsync(device.Tellers[0], _branch.Files.CollectorData);
        await Task.WhenAll(_branch.Devices.Select(StartAsync));
        _browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_branch is not null) await _branch.DisposeAsync();
    }

    private static async Task<string> PinAsync(string teller, string data)
    {
        using var command = Process.Start(new ProcessStartInfo(
            Branch.Executable("rating-collector"), ["sign-on", "pin", teller, "--data", data])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        Assert.Equal(0, command.ExitCode);
        return said.Trim();
    }

    // Ready once the branch has told it whose PINs are good.
    private async Task StartAsync(BranchDevice device)
    {
        var file = _branch!.Files.DeviceOptions(device.Id);
        var options = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        options["signOn"] = new JsonObject { ["open"] = false };
        await File.WriteAllTextAsync(file, options.ToJsonString());
        await device.StartAsync();
        var told = Path.Combine(_branch.Files.DeviceData(device.Id), "tellers.sealed");
        await Until.TrueAsync(() => File.Exists(told), 60, $"{device.Id} is told its tellers");
    }
}
