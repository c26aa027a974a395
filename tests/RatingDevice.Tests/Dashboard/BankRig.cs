using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Store;
using RatingDevice.Tests.HeadOffice;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Dashboard;

/// <summary>Head office's pages on a real Kestrel, over a small bank or any other tree.</summary>
internal sealed class BankRig : IAsyncDisposable
{
    private readonly WebApplication _site;

    private BankRig(IRatingStore store, BankTree tree, string? unit)
    {
        Snapshot = () => store;
        var bank = new BankDashboard(new(store, () => Snapshot(), () => tree, Time)
        {
            Unit = unit is null ? null : UnitId.Parse(unit), Audits = () => Audits,
        });
        _site = DashboardServer.Build(
            new(IPAddress.Loopback, 0), 10,
            [
                .. bank.Routes(),
                new ReceivedRoutes(UnitId.Parse("head"), store, Received, () => Audits, Time).Map,
            ],
            NullLoggerFactory.Instance, SiteRole.Bank);
    }

    /// <summary>What was asked and found.</summary>
    public IReadOnlyList<AuditLine> Audits { get; set; } = [];

    /// <summary>What was taken in.</summary>
    public ReceivingCounters Received { get; } = new();

    /// <summary>What pages read.</summary>
    public Func<IRatingStore> Snapshot { get; set; }

    public HandTime Time { get; } = new();

    public HttpClient Http { get; } = new();

    public static async Task<BankRig> StartAsync(
        SmallBank bank, BankTree? tree = null, string? unit = null)
    {
        var rig = new BankRig(bank.Store, tree ?? SmallBank.Tree, unit);
        await rig._site.StartAsync();
        rig.Http.BaseAddress = DashboardServer.Address(rig._site);
        return rig;
    }

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(path))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _site.StopAsync();
        await _site.DisposeAsync();
    }
}
