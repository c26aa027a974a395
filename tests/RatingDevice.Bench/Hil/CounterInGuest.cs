using System.Text.Json.Nodes;
using RatingDevice.Bench.Hil.Guest;
using RatingDevice.Demo.Processes;

namespace RatingDevice.Bench.Hil;

/// <summary>The real device program in the guest, its panel played there, its branch outside.</summary>
/// <param name="branch">Registry, credentials, broker.</param>
/// <param name="index">Which device of the branch.</param>
/// <param name="panel">Its only one.</param>
internal sealed class CounterInGuest(Branch branch, int index, RigPanel panel)
{
    public static readonly string[] Levels = ["very-satisfied", "satisfied", "fair", "dissatisfied"];

    private const string Home = "/data/device", Options = "/data/device.json", Password = "/data/password";

    // The guest's name for this machine's loopback.
    private const string Outside = "10.0.2.2";

    public string Device => BranchFiles.Device(index);

    public string Teller => BranchFiles.Tellers(index)[0];

    public string Played => panel.Played;

    /// <summary>Starts it and signs the teller on where nobody is.</summary>
    public async Task StartAsync(GuestMachine guest, int kernelDebounceMs, CancellationToken stop)
    {
        var password = await File.ReadAllTextAsync(branch.Files.Credential(Device), stop);
        await guest.MustAsync(new("file") { Name = Password, Text = password }, stop);
        var options = await OptionsAsync(guest, kernelDebounceMs, stop);
        await guest.MustAsync(new("file") { Name = Options, Text = options.ToJsonString() }, stop);
        await guest.MustAsync(new("await") { On = Played, Lamps = "" }, stop);
        await guest.MustAsync(new("start")
        {
            Name = "/app/rating-device", Words = ["run", "--options", Options],
        }, stop);
        // A web server gives up a request that comes too slowly, as it may on an emulated machine: once more.
        var signOn = new GuestOrder("post")
        {
            Name = "http://127.0.0.1:8090/sign-on",
            Text = new JsonObject { ["teller"] = Teller }.ToJsonString(),
        };
        if (!(await guest.DoAsync(signOn, stop)).Ok) await guest.MustAsync(signOn, stop);
    }

    public Task StopAsync(GuestMachine guest, CancellationToken stop) =>
        guest.MustAsync(new("stop") { Name = "/app/rating-device" }, stop);

    private async Task<JsonObject> OptionsAsync(
        GuestMachine guest, int debounce, CancellationToken stop) => new()
    {
        ["outlet"] = BranchFiles.Outlet,
        ["device"] = Device,
        ["dataDirectory"] = Home,
        // Thanks stays until the next invitation: an emulated machine may look away for seconds.
        ["counter"] = new JsonObject { ["windowMs"] = 120_000, ["graceMs"] = 2_000, ["thanksMs"] = 10_000 },
        ["touch"] = new JsonObject { ["port"] = 8090 },
        ["link"] = new JsonObject
        {
            ["brokers"] = new JsonArray($"{Outside}:{branch.BrokerPort}"),
            ["passwordFile"] = Password,
            ["backoffFirstMs"] = 200,
            ["backoffMostMs"] = 2_000,
        },
        ["health"] = new JsonObject { ["statusEverySeconds"] = 5 },
        ["gpioChip"] = Gpio(debounce),
        ["inputEvents"] = await KeypadAsync(guest, stop),
    };

    private JsonObject? Gpio(int debounce) => !panel.IsGpio ? null : new JsonObject
    {
        ["enabled"] = true,
        ["by"] = panel.By,
        ["chip"] = PlayedGpio.Label,
        ["keys"] = new JsonObject(Levels.Index().Select(
            l => KeyValuePair.Create<string, JsonNode?>(panel.Line($"key-{l.Index + 1}"), l.Item))),
        ["inviteKey"] = panel.Line("key-invite"),
        ["signOffKey"] = "",
        ["kernelDebounceMs"] = debounce,
        ["keyLamps"] = new JsonArray(panel.Line("key-lamps")),
        ["lamps"] = new JsonObject(new[] { "invited", "thanks", "fault" }.Select(
            l => KeyValuePair.Create<string, JsonNode?>(l, panel.Line(l)))),
        ["buzzer"] = panel.Line("buzzer"),
        ["buzzerMs"] = 400,
    };

    private async Task<JsonObject?> KeypadAsync(GuestMachine guest, CancellationToken stop)
    {
        if (panel.IsGpio) return null;
        var lamps = new JsonObject();
        foreach (var lamp in new[] { "invited", "thanks", "fault" })
            lamps[lamp] = (await guest.MustAsync(new("lamp-path") { Name = lamp }, stop)).Text;
        return new JsonObject { ["enabled"] = true, ["path"] = PlayedKeypad.Path, ["lamps"] = lamps };
    }
}
