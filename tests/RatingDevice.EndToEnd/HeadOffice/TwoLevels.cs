using System.Diagnostics;
using System.Text.Json.Nodes;
using RatingDevice.Demo.Processes;
using RatingDevice.EndToEnd.Faults;
using RatingDevice.Simulation.Bank;

namespace RatingDevice.EndToEnd.HeadOffice;

/// <summary>A branch's collector and head office's as processes, with TLS and a token between them.</summary>
internal sealed class TwoLevels : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rating-bank-").FullName;
    private readonly List<string> _said = [];
    private readonly ChildProgram _office, _branch;
    private readonly Certificates _authority;
    private string _receive = "https://127.0.0.1:0/";

    private TwoLevels()
    {
        _authority = new(_root);
        ChildProgram Child(string name) => new(name, Branch.Executable("rating-collector"), [], line =>
        {
            lock (_said) _said.Add(line);
        })
        {
            ReadyWithin = TimeSpan.FromSeconds(300), // two programs compile at once where all cores are busy
        };
        (_office, _branch) = (Child("office"), Child("branch"));
    }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Where the branch's pages are.</summary>
    public Uri Collector { get; private set; } = new("http://127.0.0.1/");

    public string OfficeData => Path.Combine(_root, "office");

    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said.TakeLast(40));
        }
    }

    public static async Task<TwoLevels> StartAsync(TestBroker broker)
    {
        var levels = new TwoLevels();
        try
        {
            await levels.StartOfficeAsync();
            await levels.StartBranchAsync(broker);
            return levels;
        }
        catch
        {
            await levels.DisposeAsync();
            throw;
        }
    }

    public async Task StartOfficeAsync()
    {
        var (certificate, key) = _authority.Issue("head-office");
        await File.WriteAllTextAsync(At("bank.csv"), """
            kind,id,name,parent,from,zone,cut_over_hour,key
            unit,ho,总行,,,,,
            unit,b-1,一级分行,ho,,,,
            outlet,o-1,示范网点,b-1,,Asia/Shanghai,0,
            """);
        await File.WriteAllTextAsync(At("office.json"), new JsonObject
        {
            ["role"] = "headoffice",
            ["unit"] = "ho",
            ["dataDirectory"] = OfficeData,
            ["registryFile"] = At("bank.csv"),
            ["http"] = new JsonObject { ["port"] = 0 },
            ["receive"] = new JsonObject { ["certificateFile"] = certificate, ["keyFile"] = key },
        }.ToJsonString());
        var port = new Uri(_receive).Port;
        var ready = await _office.StartAsync(
            ["run", "--options", At("office.json"), "--set", $"receive:port={port}"], default);
        _receive = ready.GetProperty("receive").GetString()!;
    }

    public Task KillOfficeAsync() => _office.KillAsync();

    /// <summary>Runs a command of the collector; its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> CommandAsync(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(Branch.Executable("rating-collector"), words)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said.Length > 0 ? said.Trim() : await errors);
    }

    public async Task<JsonNode> UplinkAsync() =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(Collector, "api/v1/uplink")))!;

    public string BranchData => At("branch");

    public string BranchOptions => At("branch.json");

    public async ValueTask DisposeAsync()
    {
        await _branch.DisposeAsync();
        await _office.DisposeAsync();
        _authority.Dispose();
        Http.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task StartBranchAsync(TestBroker broker)
    {
        var (_, token) = await CommandAsync("credential", "--unit", "b-1", "--data", OfficeData);
        await File.WriteAllTextAsync(At("token"), token);
        var (_, fingerprint) = await CommandAsync("key", "--data", OfficeData);
        await File.WriteAllTextAsync(At("registry.json"), """
            {
              "outlets": [{ "id": "o-1", "name": "示范网点", "zone": "Asia/Shanghai" }],
              "counters": [{ "id": "c-1", "outlet": "o-1", "name": "1号柜" }],
              "devices": [{ "id": "d-1", "outlet": "o-1", "counter": "c-1" }],
              "tellers": [{ "id": "1001", "name": "柜员 1001", "outlet": "o-1" }]
            }
            """);
        await File.WriteAllTextAsync(At("branch.json"), new JsonObject
        {
            ["unit"] = "b-1",
            ["dataDirectory"] = BranchData,
            ["registryFile"] = At("registry.json"),
            ["http"] = new JsonObject { ["port"] = 0 },
            ["broker"] = new JsonObject
            {
                ["mode"] = "external", ["host"] = "127.0.0.1", ["port"] = broker.Port,
                ["user"] = "collector",
                ["passwordFile"] = broker.Foreign.PasswordFile("collector"),
            },
            ["uplink"] = new JsonObject
            {
                ["by"] = "https", ["key"] = fingerprint, ["questionsEverySeconds"] = 2,
                ["https"] = new JsonObject
                {
                    ["url"] = _receive, ["tokenFile"] = At("token"), ["caFile"] = _authority.File,
                },
            },
        }.ToJsonString());
        var ready = await _branch.StartAsync(["run", "--options", At("branch.json")], default);
        Collector = new(ready.GetProperty("http").GetString()!);
    }

    private string At(string name) => Path.Combine(_root, name);
}
