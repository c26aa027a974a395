using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Collector.Audit;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Collector.HeadOffice.Receiving;
using RatingDevice.Collector.Statements;
using RatingDevice.Collector.Uplink;
using RatingDevice.Collector.Uplink.Folder;
using RatingDevice.Collector.Uplink.Https;
using RatingDevice.Simulation.Bank;
using RatingDevice.Simulation.Store;
using RatingDevice.Tests.Ingest;

namespace RatingDevice.Tests.Uplink;

/// <summary>The level above as an adapter reaches it, for the contract.</summary>
internal interface IOfficeRig : IAsyncDisposable
{
    /// <summary>The adapter.</summary>
    IHeadOffice Office { get; }

    FakeStatementStore Store { get; }

    ECDsa Key { get; }

    IAuditBook Audits { get; }

    /// <summary>Lets what was handed over arrive there, and what was said come back.</summary>
    Task ExchangeAsync();

    /// <summary>Nothing arrives any more, or again.</summary>
    void Cut(bool cut);
}

/// <summary>What stands behind every adapter: the real receiving loop on a store in memory.</summary>
internal abstract class OfficeRig : IOfficeRig
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    protected OfficeRig()
    {
        var tree = new TreeScript().Unit("ho").Unit("b-1", "ho").Outlet("o-1", "b-1").Make();
        Audits = new AuditFolder(Path.Combine(Root, "audits"));
        Scope = new(() => tree, Time);
        Receiving = new(
            Store, () => tree, UnitId.Parse("ho"), Key, new(), Time, new KeptLog<ReceivingLoop>());
        _running = Receiving.RunAsync(_stop.Token);
    }

    public abstract IHeadOffice Office { get; }

    public FakeStatementStore Store { get; } = new();

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public IAuditBook Audits { get; }

    protected static UnitId Branch { get; } = UnitId.Parse("b-1");

    protected string Root { get; } = Directory.CreateTempSubdirectory("office").FullName;

    protected HandTime Time { get; } = new();

    protected AuditScope Scope { get; }

    protected ReceivingLoop Receiving { get; }

    public virtual Task ExchangeAsync() => Task.CompletedTask;

    public abstract void Cut(bool cut);

    public virtual async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_running);
        Key.Dispose();
        _stop.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}

/// <summary>The fake.</summary>
internal sealed class DirectRig : OfficeRig
{
    private readonly DirectHeadOffice _office;

    public DirectRig() => _office = new(Receiving, Branch, Audits, Scope);

    public override IHeadOffice Office => _office;

    public override void Cut(bool cut) => _office.Down = cut;
}

/// <summary>Over HTTP on loopback; HttpsTests has the same with TLS.</summary>
internal sealed class HttpOfficeRig : OfficeRig
{
    private readonly WebApplication _site;
    private readonly UnitTokens _tokens;
    private readonly string _token;
    private HttpsHeadOffice? _office;

    public HttpOfficeRig()
    {
        _tokens = new(Path.Combine(Root, "tokens"));
        _token = Path.Combine(Root, "token");
        File.WriteAllText(_token, _tokens.Make(Branch, anew: false));
        _site = ReceivingServer.Build(new() { Port = 0 }, System.Net.IPAddress.Loopback,
            new(Receiving, new(_tokens, Receiving.Counters, Time, new KeptLog<SenderDesk>()), Audits, Scope),
            NullLoggerFactory.Instance);
        _site.Start();
    }

    public override IHeadOffice Office => _office ??= HttpsHeadOffice.Open(new()
    {
        Url = DashboardServer.Address(_site).ToString(), TokenFile = _token,
    });

    /// <summary>A token that is not known lets nothing through.</summary>
    public override void Cut(bool cut) =>
        File.WriteAllText(_token, cut ? "b-1.cut" : _tokens.Make(Branch, anew: true));

    public override async ValueTask DisposeAsync()
    {
        _office?.Dispose();
        await _site.StopAsync();
        await _site.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>As files, moved by the rig.</summary>
internal sealed class FolderRig : OfficeRig
{
    private readonly FolderHeadOffice _office;
    private readonly DropIntake _intake;
    private bool _cut;

    public FolderRig()
    {
        _office = new(new() { Drops = At("up"), Receipts = At("down") }, Branch, Key, Time);
        _intake = new(new() { Inbox = At("inbox"), Outbox = At("outbox") }, Receiving, Audits, Scope, Time,
            new KeptLog<DropIntake>());
        Directory.CreateDirectory(Path.Combine(At("inbox"), "b-1"));
    }

    public override IHeadOffice Office => _office;

    public override async Task ExchangeAsync()
    {
        Move(At("up"), Path.Combine(At("inbox"), "b-1"));
        if (!_cut) await _intake.LookAsync(default);
        // what waits for the one before, or stays wrong, is told after an hour
        Time.Move(TimeSpan.FromHours(1.1));
        if (!_cut) await _intake.LookAsync(default);
        Move(Path.Combine(At("outbox"), "b-1"), At("down"));
    }

    public override void Cut(bool cut) => _cut = cut;

    private static void Move(string from, string to)
    {
        Directory.CreateDirectory(from);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).ToList())
        {
            if (file[from.Length..].Contains("/.", StringComparison.Ordinal)) continue;
            var target = to + file[from.Length..];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(file, target, overwrite: true);
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(
            d => !Path.GetFileName(d).StartsWith('.'))) Directory.Delete(folder, recursive: true);
    }

    private string At(string name) => Path.Combine(Root, name);
}
