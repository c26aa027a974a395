using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Broker;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.Dashboard.Api;
using RatingDevice.Collector.Export;
using RatingDevice.Collector.Export.Timetable;
using RatingDevice.Collector.Figures;
using RatingDevice.Collector.Fleet;
using RatingDevice.Collector.Ingest;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Rollups;
using RatingDevice.Collector.Rehearsal;
using RatingDevice.Collector.Stack;
using RatingDevice.Collector.Sealing;
using RatingDevice.Collector.Served;
using RatingDevice.Collector.Settling;
using RatingDevice.Collector.Store;
using RatingDevice.Collector.Supervision;
using RatingDevice.Collector.Tellers;
using RatingDevice.Collector.Verify;
using RatingDevice.Hosting;
using RatingDevice.Wire;

namespace RatingDevice.Collector;

/// <summary>
/// Puts the collector together and keeps it together. Started from the far end: store, broker, intake, page;
/// stopped from the near one, so that what is under way is committed and acknowledged before the broker goes.
/// </summary>
internal sealed partial class CollectorHost(CollectorOptions options, ILoggerFactory logs)
{
    private static readonly TimeSpan BrokerPatience = TimeSpan.FromSeconds(10),
        Look = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ILogger _log = logs.CreateLogger<CollectorHost>();
    private readonly CollectorFiles _files = new(options.DataDirectory);
    private readonly CollectorStack _stack = StackChoice.Of(options.Stack, CompiledParts.All);

    /// <summary>Serves until told to stop. True when that was why it stopped.</summary>
    public Task<bool> RunAsync(CancellationToken stop) =>
        options.Role == CollectorRole.HeadOffice ? RunHeadOfficeAsync(stop) : RunBranchAsync(stop);

    private async Task<bool> RunBranchAsync(CancellationToken stop)
    {
        var address = Parse(options.Http.Address);
        using var systemd = SystemdNotify.FromEnvironment();
        using var held = _files.Hold(CollectorRole.Branch);
        var watcher = new RegistryWatcher(
            options.RegistryFile, _files.KeptRegistry, _time, logs.CreateLogger<RegistryWatcher>());
        watcher.ReadFirst();
        var definitions = DefinitionBook.WithFolder(_files.Definitions);
        var kind = ChooseStore();
        using var store = kind.Open(_files.Store(kind), options.Ingest.QuarantineMost);
        if (!store.Shared && Rebuild.Moments(store) is > 0 and var made) LogMomentsMade(made);
        await using var broker = MakeBroker();
        await broker.AllowAsync(Devices(watcher.Current), Outlets(watcher.Current), stop);
        watcher.Changed = (registry, ct) => broker.AllowAsync(Devices(registry), Outlets(registry), ct);
        var endpoint = await broker.StartAsync(stop);
        await using var intake = _stack.Intake(endpoint, options.Ingest.Queue, _time, logs);
        var fleet = new FleetBook(TimeSpan.FromSeconds(options.Fleet.SilentAfterSeconds), _time);
        var served = new ServedDesk(store, () => watcher.Current, _time);
        var servedFeed = new ServedFeed(served, _time, logs.CreateLogger<ServedFeed>());
        var settling = new SettlingLoop(
            store, () => watcher.Current, definitions, new(), _time, logs.CreateLogger<SettlingLoop>());
        using var key = SigningKey.LoadOrMake(_files.Key);
        var sealing = MakeSealing(store, fleet, () => watcher.Current, definitions, key);
        using var uplink = MakeUplink(store, key);
        var keys = new KeySender(new SignOnFile(_files.SignOn), fleet, store, () => watcher.Current, intake,
            _time, logs.CreateLogger<KeySender>());
        var exports = MakeExports(kind, store, fleet, () => watcher.Current, definitions);
        var dashboard = new DashboardCore(new(
            store, () => kind.OpenSnapshot(_files.Store(kind)), fleet, () => watcher.State, intake, _time,
            new Random(), new() { Viewers = options.Http.MostViewers })
        {
            Definitions = definitions, Served = served, Settling = settling.Counters,
            Broker = () => broker.Counters, MoreRoutes = [uplink.Routes.Map], Uplink = uplink.Routes.State,
            MoreNotices = () => [.. ExportNotices(exports), .. KeyNotices(keys),
                .. uplink.Routes.Notices(_time.GetUtcNow())],
        });
        dashboard.Remember();
        var ingest = new IngestLoop(
            intake, store, () => watcher.Current, new() { GroupEntries = options.Ingest.GroupEntries }, _time,
            logs.CreateLogger<IngestLoop>(), dashboard.Neighbours.Committed, dashboard.Source.Heard,
            servedFeed.Hear);
        await using var site = DashboardServer.Build(
            new(address, options.Http.Port), options.Http.MostViewers, dashboard.Routes(ingest.Counters),
            logs);
        await OpenAsync(site);

        var loops = new Loops(_time, logs.CreateLogger<Loops>());
        loops.Add("ingest", ingest.RunAsync);
        loops.Add("the served feed", servedFeed.RunAsync);
        loops.Add("settling", settling.RunAsync);
        loops.Add("sealing", sealing.RunAsync);
        uplink.AddTo(loops);
        loops.Add("the registry watch", watcher.RunAsync);
        loops.Add("the live pulse", dashboard.Pulse.RunAsync);
        loops.Add("the tellers' keys", keys.RunAsync);
        loops.Add("releasing", Releasing(fleet, () => watcher.Current, dashboard.Commands));
        if (store.Shared) loops.Add("the other collectors' entries", dashboard.Neighbours.RunAsync);
        if (options.Exports.Folder.Length > 0) loops.Add("the scheduled exports", exports.RunAsync);
        loops.Add("the watchdog", new WatchdogLoop(intake, ingest.Counters, systemd, _time).RunAsync);
        loops.Add("the start", ct => AnnounceAsync(
            DashboardServer.Address(site), endpoint, intake, Rehearsal(kind), systemd, ct));
        intake.Start();
        var told = await loops.RunAsync(stop);
        systemd.Stopping();
        dashboard.Feed.End();
        await site.StopAsync(CancellationToken.None);
        LogStopped(ingest.Counters.Entries);
        return told;
    }

    private CollectorRehearsal Rehearsal(StoreKind kind) => new(
        () => kind.OpenScratch(_files.Store(kind)), _time);

    private Rehearsing Rehearsing => new(_time, logs.CreateLogger<Rehearsing>());

    private StoreKind ChooseStore()
    {
        var kind = StoreChoice.Of(_files, options.Store, _stack.Store);
        if (options.Broker.Group.Length > 0 && (options.Broker.Mode == BrokerMode.Own || !kind.Elsewhere))
            throw new OptionsException("broker:group is set, which needs broker:mode external and store:kind "
                + "postgres. Nothing was started; set these, or leave the group empty.");
        return kind;
    }

    private SealingLoop MakeSealing(
        IRatingStore store, FleetBook fleet, Func<BranchRegistry> registry, DefinitionBook definitions,
        ECDsa key) => new(
        store, registry, definitions, Ends(store, fleet, registry), key, options.Statements,
        ExportStamp.Program, _time, logs.CreateLogger<SealingLoop>());

    private ScheduledExports MakeExports(
        StoreKind kind, IRatingStore store, FleetBook fleet, Func<BranchRegistry> registry,
        DefinitionBook definitions) => new(
        options.Exports, () => kind.OpenSnapshot(_files.Store(kind)), registry, definitions,
        Ends(store, fleet, registry), _time, logs.CreateLogger<ScheduledExports>());

    private static Func<IReadOnlyList<MissingEnd>> Ends(
        IRatingStore store, FleetBook fleet, Func<BranchRegistry> registry) =>
        () => MissingEnd.Of(fleet.Report(registry(), store.Journals()), registry());

    private static IEnumerable<NoticeShape> ExportNotices(ScheduledExports exports) =>
        exports.Failed is { Count: > 0 } failed
            ? [new("export-failed", failed.Count, string.Join("; ", failed.Take(3)))] : [];

    private static IEnumerable<NoticeShape> KeyNotices(KeySender keys) =>
        keys.Complaint is { } why ? [new("tellers-not-told", 1, why)] : [];

    private Func<CancellationToken, Task> Releasing(
        FleetBook fleet, Func<BranchRegistry> registry, CommandDesk desk)
    {
        if (!options.Fleet.ReleaseElsewhere)
            return stop => Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
        return new Releasing(fleet, registry, Send, _time, logs.CreateLogger<Releasing>()).RunAsync;

        bool Send(Post post, TellerId teller) => desk.Send(post, DeviceState.Connected, CommandVerb.Release,
            new CommandBody(Teller: teller.ToString()), out _) is null;
    }

    private IBroker MakeBroker()
    {
        var broker = options.Broker;
        if (broker.Mode == BrokerMode.Own)
        {
            var own = new OwnBrokerSettings(_files.Broker, _files.Credentials,
                Parse(broker.Address).ToString(), broker.Port, broker.Program);
            return _stack.Broker(own, _time, logs);
        }

        if (string.IsNullOrEmpty(broker.Host))
            throw new OptionsException("broker:mode is external, but broker:host is empty. Nothing was "
                + "started; name the broker's host, or set broker:mode to own.");
        var password = broker.PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;
        return new ExternalBroker(new(broker.Host, broker.Port, broker.User, password)
        {
            Group = broker.Group is { Length: > 0 } group ? group : null,
        });
    }

    /// <summary>Serves pages, and writes down where for commands on this machine.</summary>
    private async Task OpenAsync(WebApplication site)
    {
        await StartAsync(site, $"{options.Http.Address}:{options.Http.Port}");
        PrivateFiles.Write(
            _files.HttpAddress, DashboardServer.Opens(DashboardServer.Address(site)).ToString());
    }

    private static async Task StartAsync(WebApplication site, string where, string option = "http:port")
    {
        try
        {
            await site.StartAsync();
        }
        catch (IOException e)
        {
            throw new IOException($"{where} cannot be listened to: {e.Message} Nothing was taken in; free "
                + $"the port or set {option}.", e);
        }
    }

    // One line on standard output, once everything serves: whoever started the collector waits for it.
    private async Task AnnounceAsync(
        Uri listens, BrokerEndpoint broker, IIntake intake, CollectorRehearsal rehearsal,
        SystemdNotify systemd, CancellationToken stop)
    {
        var http = DashboardServer.Opens(listens);
        await Rehearsing.RunAsync(ct => rehearsal.PlayAsync(http, ct), stop);
        var began = _time.GetTimestamp();
        while (!intake.Connected && _time.GetElapsedTime(began) < BrokerPatience)
            await Task.Delay(Look, _time, stop);
        if (!intake.Connected) LogBrokerAway(broker);
        var said = new Dictionary<string, string> { ["http"] = http.ToString(),
            ["broker"] = broker.ToString() };
        if (http != listens) said["listens"] = listens.ToString();
        await Console.Out.WriteLineAsync($"ready {JsonSerializer.Serialize(said)}");
        await Console.Out.FlushAsync(stop);
        systemd.Ready();
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
    }

    private static DeviceId[] Devices(BranchRegistry registry) => [.. registry.Devices.Select(d => d.Id)];

    private static OutletId[] Outlets(BranchRegistry registry) => [.. registry.Outlets.Select(o => o.Id)];

    private static IPAddress Parse(string address) =>
        address.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(address, out var ip) ? ip
        : throw new OptionsException($"'{address}' is not an IP address. Nothing was started; write "
            + "127.0.0.1 for this machine only, or one of its network addresses.");

    [LoggerMessage(1, LogLevel.Warning,
        "The broker {Broker} cannot be reached yet; the page serves, the rest follows")]
    private partial void LogBrokerAway(BrokerEndpoint broker);

    [LoggerMessage(2, LogLevel.Information, "Stopped; {Entries} entries were taken since start")]
    private partial void LogStopped(long entries);

    [LoggerMessage(3, LogLevel.Information,
        "The store is of an older version; {Moments} entries about devices were read into rows")]
    private partial void LogMomentsMade(int moments);
}
