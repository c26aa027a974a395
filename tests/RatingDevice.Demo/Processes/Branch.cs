namespace RatingDevice.Demo.Processes;

/// <summary>
/// A branch of real processes in a private folder: collector, its broker, and devices. Whatever it started
/// is gone
/// when it is disposed, and nothing else is touched.
/// </summary>
internal sealed class Branch : IAsyncDisposable
{
    private readonly Dictionary<string, StreamWriter> _logs = [];
    private readonly BranchPlan _plan;
    private string _broker = "127.0.0.1:0";

    private Branch(BranchPlan plan, string root)
    {
        _plan = plan;
        if (plan.Broker is { } foreign) _broker = $"127.0.0.1:{foreign.Port}";
        Files = new BranchFiles(root, plan);
        CollectorProgram = Child("collector", "rating-collector", []);
        Others = [.. Enumerable.Range(2, plan.Collectors - 1).Select(i => new BranchCollector(
            Child(BranchFiles.CollectorName(i), "rating-collector", []), Files.OptionsOf(i)))];
        Devices = [.. Enumerable.Range(0, plan.Devices).Select(Make)];
    }

    public BranchFiles Files { get; }

    public ChildProgram CollectorProgram { get; }

    /// <summary>Collectors beside the first one.</summary>
    public IReadOnlyList<BranchCollector> Others { get; }

    public IReadOnlyList<BranchDevice> Devices { get; }

    /// <summary>The collector's address; stays the same over restarts.</summary>
    public Uri Collector { get; private set; } = new("http://127.0.0.1:0/");

    /// <summary>Broker port; stays the same over restarts.</summary>
    public int BrokerPort => int.Parse(_broker[(_broker.LastIndexOf(':') + 1)..]);

    /// <summary>The process id now of what is the broker; null while it is away.</summary>
    public int? BrokerPid =>
        _plan.BrokerIsInside ? CollectorProgram.Pid : OwnProcesses.Broker(Files.Root);

    /// <summary>Leaves the folder behind for a look.</summary>
    public bool KeepFolder { get; set; }

    /// <summary>Path of one of our programs beside this one.</summary>
    public static string Executable(string program) => Path.Combine(AppContext.BaseDirectory, program);

    /// <summary>Starts everything and waits until it is ready.</summary>
    public static async Task<Branch> StartAsync(BranchPlan plan, CancellationToken stop = default)
    {
        var branch = new Branch(plan, Directory.CreateTempSubdirectory("rating-").FullName);
        try
        {
            branch.Files.WriteForCollector();
            await branch.StartCollectorAsync(stop);
            await Task.WhenAll(branch.Others.Select(o => o.StartAsync(stop)));
            foreach (var device in branch.Devices)
            {
                plan.Prepare?.Invoke(device.Id, branch.Files.DeviceData(device.Id));
                branch.Files.WriteForDevice(device.Id, branch._broker);
            }

            if (plan.StartDevices) await Task.WhenAll(branch.Devices.Select(d => d.StartAsync(stop)));
            return branch;
        }
        catch
        {
            await branch.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the collector, or starts it again on the ports it had.</summary>
    public async Task StartCollectorAsync(CancellationToken stop = default)
    {
        var ready = await CollectorProgram.StartAsync(
            [
                "run", "--options", Files.CollectorOptions,
                "--set", $"http:port={Collector.Port}", "--set", $"broker:port={BrokerPort}",
            ],
            stop);
        Collector = new Uri(ready.GetProperty("http").GetString()!);
        _broker = ready.GetProperty("broker").GetString()!;
    }

    /// <summary>Stops everything in good order.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(Devices.Select(d => d.Program.StopAsync()));
        await Task.WhenAll(Others.Select(o => o.Program.StopAsync()));
        await CollectorProgram.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        // what a killed collector could not take with it: its broker
        foreach (var pid in OwnProcesses.Of(Files.Root)) Signals.Send(pid, Signals.Kill);
        foreach (var device in Devices) await device.DisposeAsync();
        foreach (var other in Others) await other.DisposeAsync();
        await CollectorProgram.DisposeAsync();
        foreach (var log in _logs.Values) await log.DisposeAsync();
        if (!KeepFolder) Directory.Delete(Files.Root, recursive: true);
    }

    private BranchDevice Make(int index)
    {
        var id = BranchFiles.Device(index);
        var before = _plan.Before?.Invoke(Files.DeviceData(id)) ?? [];
        var program = Child(id, "rating-device", before);
        return new BranchDevice(id, BranchFiles.Tellers(index), program, Files.DeviceOptions(id));
    }

    private ChildProgram Child(string name, string program, IReadOnlyList<string> before) =>
        new(name, Executable(program), before, line =>
        {
            _plan.Log?.Invoke(line);
            lock (_logs)
            {
                if (!_logs.TryGetValue(name, out var file))
                    _logs[name] = file = new StreamWriter(Files.Log(name)) { AutoFlush = true };
                file.WriteLine(line);
            }
        });
}
