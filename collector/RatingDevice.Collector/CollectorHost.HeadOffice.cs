using System.Text.Json;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Rehearsal;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Supervision;
using RatingDevice.Collector.Uplink;
using RatingDevice.Hosting;

namespace RatingDevice.Collector;

/// <summary>The role of a level above: it takes statements in, and passes them on where there is a level
/// above it. No broker, no devices.</summary>
internal sealed partial class CollectorHost
{
    /// <summary>Serves until told to stop. True when that was why it stopped.</summary>
    private async Task<bool> RunHeadOfficeAsync(CancellationToken stop)
    {
        if (!UnitId.TryParse(options.Unit, out var unit))
            throw new OptionsException("unit is missing: the id of this unit in the bank's tree. Nothing was "
                + "started.");
        using var systemd = SystemdNotify.FromEnvironment();
        using var held = _files.Hold(CollectorRole.HeadOffice);
        using var key = SigningKey.LoadOrMake(_files.Key);
        var tree = BankFile.Watch(
            options.RegistryFile, _files.KeptTree, _time, logs.CreateLogger("RatingDevice.BankTree"));
        tree.ReadFirst();
        if (tree.State.Value is { Root: { } root } known && known.Unit(unit) is null)
        {
            throw new OptionsException($"unit {unit} is not in the tree of {root.Id} "
                + $"({options.RegistryFile}). Nothing was started; correct unit, or add it to the tree.");
        }

        PrivateFiles.Write(_files.UnitName, $"{unit}\n");
        var kind = StoreChoice.Of(_files, options.Store, _stack.Store);
        using var store = kind.Open(_files.Store(kind), options.Ingest.QuarantineMost);
        var receiving = new ReceivingLoop(store.Statements, () => tree.State.Value, unit, key, new(), _time,
            logs.CreateLogger<ReceivingLoop>());
        using var audits = kind.Audits(_files);
        var scope = new AuditScope(() => tree.State.Value, _time);
        var definitions = DefinitionBook.WithFolder(_files.Definitions);
        using var uplink = new UplinkSite(
            options, store.Statements, key, null, audits, _time, logs, definitions,
            (outlet, day) => tree.State.Value.Outlet(outlet)?.RulesOn(day));
        var bank = new BankDashboard(new(
            store, () => kind.OpenSnapshot(_files.Store(kind)), () => tree.State.Value, _time)
        {
            Unit = unit, Definitions = definitions, Uplink = uplink.Routes.State,
            Audits = () => AuditLine.Of(audits),
        });
        await using var front = ReceivingServer.Build(options.Receive, Parse(options.Receive.Address),
            new(receiving, new(
                new(_files.Tokens), receiving.Counters, _time, logs.CreateLogger<SenderDesk>()),
                audits, scope), logs);
        await using var site = DashboardServer.Build(
            new(Parse(options.Http.Address), options.Http.Port), options.Http.MostViewers,
            [
                .. bank.Routes(), uplink.Routes.Map, new StatementRoutes(store).Map,
                new ReceivedRoutes(unit, store, receiving.Counters, () => AuditLine.Of(audits), _time).Map,
            ], logs, SiteRole.Bank);
        await StartAsync(
            front, $"{options.Receive.Address}:{options.Receive.Port}", "receive:port");
        await OpenAsync(site);
        var http = DashboardServer.Opens(DashboardServer.Address(site));

        var loops = new Loops(_time, logs.CreateLogger<Loops>());
        loops.Add("receiving", receiving.RunAsync);
        loops.Add("the bank tree's watch", tree.RunAsync);
        if (options.Receive.Inbox.Length > 0)
        {
            loops.Add("the drops", new DropIntake(options.Receive, receiving, audits, scope, _time,
                logs.CreateLogger<DropIntake>()).RunAsync);
        }

        uplink.AddTo(loops);
        loops.Add("the start", ct => AnnounceAsync(
            new() { ["http"] = http.ToString(), ["receive"] = DashboardServer.Address(front).ToString() },
            new(bank.Figures, _time), systemd, ct));
        var told = await loops.RunAsync(stop);
        systemd.Stopping();
        await front.StopAsync(CancellationToken.None);
        await site.StopAsync(CancellationToken.None);
        return told;
    }

    /// <summary>One line on standard output, then a sign of life for systemd as long as the loops
    /// turn.</summary>
    private async Task AnnounceAsync(
        Dictionary<string, string> said, BankRehearsal rehearsal, SystemdNotify systemd,
        CancellationToken stop)
    {
        await Rehearsing.RunAsync(rehearsal.PlayAsync, stop);
        await Console.Out.WriteLineAsync($"ready {JsonSerializer.Serialize(said)}");
        await Console.Out.FlushAsync(stop);
        systemd.Ready();
        while (true)
        {
            systemd.Alive();
            await Task.Delay(systemd.Watchdog / 2 ?? TimeSpan.FromSeconds(10), _time, stop);
        }
    }
}
