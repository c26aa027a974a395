using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Uplink;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Uplink;

/// <summary>The receiving side on a real Kestrel with TLS; store and clock in a test's hand.</summary>
internal sealed class HttpsRig : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("https").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly WebApplication _site;
    private readonly Task _running;

    private HttpsRig()
    {
        Authority = new(_root);
        var (certificate, key) = Authority.Issue("head-office");
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Make();
        Tokens = new(Path.Combine(_root, "tokens"));
        Audits = new(Path.Combine(_root, "audits"));
        Receiving = new(
            Store, () => tree, UnitId.Parse("ho"), Key, new(), Time, new KeptLog<ReceivingLoop>());
        _running = Receiving.RunAsync(_stop.Token);
        _site = ReceivingServer.Build(
            new() { CertificateFile = certificate, KeyFile = key, ClientCaFile = Authority.File, Port = 0 },
            IPAddress.Loopback,
            new(Receiving, new(Tokens, Receiving.Counters, Time, Strangers), Audits,
                new(() => tree, Time)), NullLoggerFactory.Instance);
    }

    public HandTime Time { get; } = new();

    public KeptLog<SenderDesk> Strangers { get; } = new();

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public FakeStatementStore Store { get; } = new();

    public Certificates Authority { get; }

    public UnitTokens Tokens { get; }

    public AuditFolder Audits { get; }

    public ReceivingLoop Receiving { get; }

    public string Address { get; private set; } = "";

    public static async Task<HttpsRig> StartAsync()
    {
        var rig = new HttpsRig();
        await rig._site.StartAsync();
        rig.Address = DashboardServer.Address(rig._site).ToString();
        return rig;
    }

    /// <summary>Options of a unit below, with its token in a file.</summary>
    public UplinkHttpsOptions Options(string? token) => new()
    {
        Url = Address, CaFile = Authority.File, TokenFile = token is null ? "" : Written(token),
    };

    public string Written(string text)
    {
        var path = Path.Combine(_root, Path.GetRandomFileName());
        File.WriteAllText(path, text + "\n");
        return path;
    }

    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_running);
        await _site.StopAsync();
        await _site.DisposeAsync();
        Authority.Dispose();
        Key.Dispose();
        _stop.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
