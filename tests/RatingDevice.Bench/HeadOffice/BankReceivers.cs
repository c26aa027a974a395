using System.Text.Json.Nodes;
using RatingDevice.Bench.Press;
using RatingDevice.Collector;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Uplink.Https;
using RatingDevice.Demo.Processes;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Bench.HeadOffice;

/// <summary>Receivers of head office as processes, on one database, with one key between them.</summary>
internal sealed class BankReceivers : IAsyncDisposable
{
    private const string Unit = "head";

    private readonly string _root = Directory.CreateTempSubdirectory("rating-bank-day-").FullName;
    private readonly List<ChildProgram> _programs = [];
    private readonly List<string> _addresses = [];

    private BankReceivers()
    {
    }

    /// <summary>Fingerprint of the key they sign receipts with.</summary>
    public Digest Key { get; private set; }

    /// <summary>Processor time of all of them since their start.</summary>
    public double ProcessorSeconds => _programs.Sum(p => ProcessCost.Seconds(p.Pid));

    /// <summary>Resident memory of the largest.</summary>
    public double ResidentMiB => _programs.Max(p => ProcessCost.ResidentMiB(p.Pid));

    /// <param name="count">How many.</param>
    /// <param name="tree">The bank's file.</param>
    /// <param name="database">Theirs.</param>
    /// <param name="log">Takes what they say.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<BankReceivers> StartAsync(
        int count, string tree, BranchDatabase database, Action<string> log, CancellationToken stop)
    {
        var receivers = new BankReceivers();
        try
        {
            await File.WriteAllTextAsync(receivers.At("bank.csv"), tree, stop);
            for (var i = 1; i <= count; i++)
            {
                receivers.ShareKey(i);
                var program = new ChildProgram(
                    $"receiver-{i}", Branch.Executable("rating-collector"), [], log);
                receivers._programs.Add(program);
                var ready = await program.StartAsync(
                    ["run", "--options", receivers.OptionsOf(i, database)], stop);
                receivers._addresses.Add(ready.GetProperty("receive").GetString()!);
            }

            return receivers;
        }
        catch
        {
            await receivers.DisposeAsync();
            throw;
        }
    }

    /// <summary>The way of a unit to one of them: the adapter that outlets and branches use.</summary>
    public HttpsHeadOffice Open(UnitId unit, int receiver)
    {
        var at = receiver % _programs.Count;
        var token = At($"{unit}.token");
        File.WriteAllText(token, new UnitTokens(new CollectorFiles(Data(at + 1)).Tokens).Make(unit, true));
        return HttpsHeadOffice.Open(new() { Url = _addresses[at], TokenFile = token });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs) await program.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>The first one's key is made, the others get it.</summary>
    private void ShareKey(int number)
    {
        Directory.CreateDirectory(Data(number));
        var (first, own) = (new CollectorFiles(Data(1)).Key, new CollectorFiles(Data(number)).Key);
        if (number > 1) File.Copy(first, own);
        using var key = SigningKey.LoadOrMake(own);
        Key = Es256.Fingerprint(key);
    }

    private string OptionsOf(int number, BranchDatabase database)
    {
        var file = At($"receiver-{number}.json");
        File.WriteAllText(file, new JsonObject
        {
            ["role"] = "headoffice",
            ["unit"] = Unit,
            ["dataDirectory"] = Data(number),
            ["registryFile"] = At("bank.csv"),
            ["http"] = new JsonObject { ["port"] = 0 },
            ["receive"] = new JsonObject { ["port"] = 0 },
            ["store"] = database.Options(),
        }.ToJsonString());
        return file;
    }

    private string Data(int number) => At($"receiver-{number}");

    private string At(string name) => Path.Combine(_root, name);
}
