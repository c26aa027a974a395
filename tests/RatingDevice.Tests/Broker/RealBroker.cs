using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Broker.Mosquitto;
using RatingDevice.Mosquitto;

namespace RatingDevice.Tests.Broker;

/// <summary>
/// A mosquitto of the test's own, run by the product's supervisor, on a free loopback port.
/// </summary>
internal sealed class RealBroker : IRealBroker
{
    private readonly string _directory = Directory.CreateTempSubdirectory("rating-broker-").FullName;

    private int _killed;

    private RealBroker()
    {
        Options = new MosquittoBrokerOptions
        {
            Directory = Path.Combine(_directory, "broker"),
            CredentialsDirectory = Path.Combine(_directory, "credentials"),
            Port = 0,
        };
        Broker = New(Options);
        Credentials = new DeviceCredentials(Options.CredentialsDirectory);
    }

    public MosquittoBrokerOptions Options { get; }

    public MosquittoBroker Broker { get; }

    IBroker IRealBroker.Broker => Broker;

    public DeviceCredentials Credentials { get; }

    public BrokerEndpoint Endpoint { get; private set; } = null!;

    public static async Task<RealBroker> StartAsync(params string[] devices)
    {
        Require();
        var broker = new RealBroker();
        await broker.Broker.AllowAsync(
            [.. devices.Select(DeviceId.Parse)], [OutletId.Parse("o-1")], default);
        broker.Endpoint = await broker.Broker.StartAsync(default);
        return broker;
    }

    public static MosquittoBroker New(MosquittoBrokerOptions options) =>
        new(options, TimeProvider.System, NullLogger.Instance);

    /// <summary>Skips, with the reason, where Debian's packages are missing.</summary>
    public static void Require()
    {
        if (ProgramFile.Find("mosquitto") is null) Assert.Skip("the program mosquitto is not installed");
        RequireLibrary();
    }

    /// <summary>The same for the library alone, which the tests' own clients are made of.</summary>
    public static void RequireLibrary()
    {
        try
        {
            MosquittoLibrary.Require();
        }
        catch (MosquittoException e)
        {
            Assert.Skip(e.Message);
        }
    }

    /// <summary>kill -9, as the kernel does when memory is short.</summary>
    public int Kill()
    {
        var pid = Broker.Pid ?? throw new InvalidOperationException("there is no broker to kill");
        Posix.Signal(pid, Posix.Kill);
        return pid;
    }

    void IRealBroker.Kill() => _killed = Kill();

    public Task BackAsync() =>
        Eventually.IsTrueAsync(() => Broker.Pid is { } pid && pid != _killed, "mosquitto is back");

    public MosquittoIntake NewIntake(int capacity = 1024) =>
        new(Endpoint, capacity, TimeProvider.System, NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
