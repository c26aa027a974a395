using System.Text.Json;
using System.Text.Json.Nodes;
using RatingDevice.Hosting;

namespace RatingDevice.Demo.Processes;

/// <summary>The files a branch starts from: registry and options, in its private folder.</summary>
internal sealed class BranchFiles(string root, BranchPlan plan)
{
    public const string Outlet = "o-1";

    public string Root => root;

    public string CollectorData => DataOf(1);

    public string CollectorOptions => OptionsOf(1);

    public string Registry => Path.Combine(root, "registry.json");

    public static string Device(int index) => $"d-{index + 1}";

    public static string Counter(int index) => $"c-{index + 1}";

    /// <summary>The tellers who take turns at a counter: morning and afternoon.</summary>
    public static IReadOnlyList<string> Tellers(int index) => [$"{1001 + index}", $"{2001 + index}"];

    public string DeviceData(string device) => Path.Combine(root, device);

    public string DeviceOptions(string device) => Path.Combine(root, device + ".json");

    /// <summary>Where a device's broker password stands; our own collector writes it at its start.</summary>
    public string Credential(string device) =>
        plan.Broker?.PasswordFile(device) ?? Path.Combine(CollectorData, "credentials", device);

    /// <summary>A collector's options, by its number from 1.</summary>
    public string OptionsOf(int collector) => Path.Combine(root, CollectorName(collector) + ".json");

    /// <summary>A collector's name, which is its folder's and, at an outside broker, its user's.</summary>
    public static string CollectorName(int collector) =>
        collector == 1 ? "collector" : $"collector-{collector}";

    public string Log(string program) => Path.Combine(root, "logs", program + ".log");

    public void WriteForCollector()
    {
        Directory.CreateDirectory(Path.Combine(root, "logs"));
        Write(Registry, RegistryRows());
        for (var i = 1; i <= plan.Collectors; i++) WriteForCollector(i);
    }

    private void WriteForCollector(int number)
    {
        var options = new JsonObject
        {
            ["stack"] = Stack,
            ["dataDirectory"] = DataOf(number),
            ["registryFile"] = Registry,
            ["http"] = new JsonObject { ["port"] = 0 },
            ["broker"] = Broker(number),
        };
        if (plan.Database is { } database) options["store"] = database.Options();
        Write(OptionsOf(number), options);
    }

    public void WriteForDevice(string device, string broker) => Write(DeviceOptions(device), new JsonObject
    {
        ["stack"] = Stack,
        ["outlet"] = Outlet,
        ["device"] = device,
        ["dataDirectory"] = DeviceData(device),
        ["counter"] = new JsonObject
        {
            ["windowMs"] = plan.WindowMs, ["graceMs"] = plan.GraceMs, ["thanksMs"] = plan.ThanksMs,
        },
        ["touch"] = new JsonObject { ["port"] = 0 },
        ["link"] = new JsonObject
        {
            ["brokers"] = plan.OtherBroker is { } other
                ? new JsonArray(broker, $"127.0.0.1:{other.Port}") : new JsonArray(broker),
            ["passwordFile"] = Credential(device),
            ["ackTimeoutMs"] = plan.AckTimeoutMs,
            ["backoffFirstMs"] = plan.BackoffFirstMs,
            ["backoffMostMs"] = plan.BackoffMostMs,
        },
        ["health"] = new JsonObject { ["statusEverySeconds"] = 5 },
    });

    private string Stack => StackChoice.Name(plan.Stack);

    private string DataOf(int collector) => Path.Combine(root, CollectorName(collector));

    private JsonObject Broker(int collector)
    {
        if ((collector > 1 ? plan.OtherBroker ?? plan.Broker : plan.Broker) is not { } foreign)
            return new JsonObject { ["mode"] = "own", ["port"] = 0 };
        var user = CollectorName(collector);
        return new JsonObject
        {
            ["mode"] = "external",
            ["host"] = "127.0.0.1",
            ["port"] = foreign.Port,
            ["user"] = user,
            ["passwordFile"] = foreign.PasswordFile(user),
            ["group"] = plan.Collectors > 1 ? "collectors" : "",
        };
    }

    private JsonObject RegistryRows()
    {
        var indices = Enumerable.Range(0, plan.Devices).ToList();
        var devices = indices.Select(i => DeviceRow(Device(i), Counter(i), null))
            .Concat(plan.Absent.Select(d => DeviceRow(d.Key, Counter(0), d.Value)));
        return new JsonObject
        {
            ["outlets"] = Rows([new JsonObject
            {
                ["id"] = Outlet, ["name"] = "示范网点", ["zone"] = "Asia/Shanghai",
            }]),
            ["counters"] = Rows(indices.Select(i => new JsonObject
            {
                ["id"] = Counter(i), ["outlet"] = Outlet, ["name"] = $"{i + 1}号柜",
            })),
            ["devices"] = Rows(devices),
            ["tellers"] = Rows(indices.SelectMany(Tellers).Select(t => new JsonObject
            {
                ["id"] = t, ["name"] = $"柜员 {t}", ["outlet"] = Outlet,
            })),
        };
    }

    private static JsonObject DeviceRow(string id, string counter, string? key)
    {
        var row = new JsonObject { ["id"] = id, ["outlet"] = Outlet, ["counter"] = counter };
        if (key is not null) row["key"] = key;
        return row;
    }

    private static JsonArray Rows(IEnumerable<JsonObject> rows) => new([.. rows]);

    private static void Write(string path, JsonObject content) => File.WriteAllText(path,
        content.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
}
